import type { OperationState } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { attribute } from "./attribute.ts";
import type { WaitState } from "./wait-state.ts";

const operationState = (
  operation: OperationState["operation"],
  status: OperationState["status"],
) => ({
  operation,
  status,
});

const word = (operation: OperationState["operation"], status: string): OperationState => ({
  operation,
  status: "unknown",
  raw: { status },
});

const state: WaitState = {
  operation: "activate",
  submission: "accepted",
  baseline: { operationState: operationState("save", "success") },
  registrationMs: 10_000,
  lock: "held",
  epoch: "same",
  seen: false,
  foreignSeen: false,
  emptied: false,
  readings: [],
};
const after = (baseline: OperationState | undefined): WaitState => ({
  ...state,
  baseline: baseline ? { operationState: baseline } : {},
});

test.for([
  ["the slot as it was", state, operationState("save", "success"), "stale", undefined],
  [
    "our name, where another stood",
    state,
    operationState("activate", "inProgress"),
    "ours",
    "transition",
  ],
  [
    "our name ended, where another stood",
    state,
    operationState("activate", "success"),
    "ours",
    "transition",
  ],
  [
    "our name, where nothing stood",
    after(undefined),
    operationState("activate", "fail"),
    "ours",
    "transition",
  ],
  ["an empty slot, where nothing stood", after(undefined), undefined, "stale", undefined],
  [
    "our name in progress, where it stood ended",
    after(operationState("activate", "success")),
    operationState("activate", "inProgress"),
    "ours",
    "transition",
  ],
  [
    "our name failed, where it stood succeeded",
    after(operationState("activate", "success")),
    operationState("activate", "fail"),
    "ours",
    "transition",
  ],
  [
    "our name succeeded, where it stood succeeded",
    after(operationState("activate", "success")),
    operationState("activate", "success"),
    "stale",
    undefined,
  ],
  [
    "the same end as before, after ours was seen",
    { ...after(operationState("activate", "success")), seen: true },
    operationState("activate", "success"),
    "ours",
    "transition",
  ],
  ["another name", state, operationState("verify", "inProgress"), "foreign", undefined],
  [
    "the name before, in progress again",
    state,
    operationState("save", "inProgress"),
    "foreign",
    undefined,
  ],
  ["an unknown name", state, operationState("unknown", "success"), "foreign", undefined],
  ["a slot that was emptied", state, undefined, "unknown", undefined],
  [
    "anything after a restart",
    { ...state, epoch: "new" },
    operationState("activate", "success"),
    "unknown",
    undefined,
  ],
  [
    "our name after the lock was lost",
    { ...state, lock: "lost" },
    operationState("activate", "success"),
    "unknown",
    undefined,
  ],
  [
    "our name after somebody else's was seen",
    { ...state, foreignSeen: true },
    operationState("activate", "success"),
    "ours",
    "vendor",
  ],
] as const)("%s", ([, given, seen, attribution, basis]) => {
  const got = attribute(given as WaitState, seen, 1_000);
  expect({ attribution: got.attribution, basis: got.basis }).toEqual({ attribution, basis });
});

test("another error message is another request's end", () => {
  const before = after({ ...operationState("activate", "fail"), errorMessage: "one reason" });
  const now = { ...operationState("activate", "fail"), errorMessage: "another reason" };
  expect(attribute(before, now, 1_000).attribution).toBe("ours");
});

test("after an unknown word, the slot may show what has become of the request from before", () => {
  const before = after(word("activate", "paused"));
  expect(attribute(before, word("activate", "paused"), 1_000).attribution).toBe("stale");
  expect(attribute(before, word("activate", "resumed"), 1_000).attribution).toBe("stale");
  expect(attribute(before, operationState("activate", "success"), 1_000).attribution).toBe("stale");
  const late = attribute(before, operationState("activate", "success"), 10_000);
  expect([late.attribution, late.basis]).toEqual(["ours", "vendor"]);
});

test.for<[string, WaitState, OperationState | undefined, number, string]>([
  [
    "a change",
    state,
    operationState("activate", "success"),
    1_000,
    "was: save succeeded; changed since, under our lock",
  ],
  [
    "a slot as before",
    state,
    operationState("save", "success"),
    1_000,
    "as before the submission: save succeeded",
  ],
  [
    "what may have gone on",
    after(word("activate", "paused")),
    operationState("activate", "success"),
    1_000,
    "what was there before may have gone on: activate succeeded",
  ],
  [
    "one word that nobody knows after another",
    after(word("activate", "paused")),
    word("activate", "resumed"),
    1_000,
    'what was there before may have gone on: activate has the unknown status "resumed"',
  ],
  [
    "the vendor's word",
    after(operationState("activate", "success")),
    operationState("activate", "success"),
    10_000,
    "as before the submission: activate succeeded; but by the vendor's word the last one issued shows, which is ours",
  ],
  [
    "somebody else's",
    state,
    operationState("verify", "success"),
    1_000,
    "verify succeeded; ours is activate",
  ],
  [
    "a lost lock",
    { ...state, lock: "lost" },
    operationState("activate", "success"),
    1_000,
    "since the lock is lost, somebody else may have issued this activate",
  ],
  [
    "others under our lock",
    { ...state, foreignSeen: true },
    operationState("activate", "success"),
    1_000,
    "the last one issued, by the vendor's word; others issue requests without the lock",
  ],
  ["an emptied slot", state, undefined, 1_000, "the device no longer shows any request"],
  [
    "another system",
    { ...state, epoch: "new" },
    operationState("activate", "success"),
    1_000,
    "the system has restarted or changed roles since",
  ],
])("the reason tells an engineer of %s", ([, given, seen, elapsedMs, reason]) => {
  expect(attribute(given, seen, elapsedMs).reason).toBe(reason);
});

test("a request of another name does not go on as ours, nor does one of an unknown name as another", () => {
  const attributionOf = (before: OperationState, now: OperationState) =>
    attribute(after(before), now, 1_000).attribution;
  expect(attributionOf(word("save", "paused"), operationState("activate", "success"))).toBe("ours");
  const purge = { operation: "unknown", status: "unknown", raw: { operation: "purge" } } as const;
  const merge = { operation: "unknown", status: "unknown", raw: { operation: "merge" } } as const;
  expect(attributionOf(purge, { ...purge, status: "success" })).toBe("stale");
  expect(attributionOf(purge, { ...merge, status: "success" })).toBe("foreign");
  expect(attributionOf({ ...purge, status: "success" }, { ...merge, status: "success" })).toBe(
    "foreign",
  );
});

test("an empty slot that stays empty is stale, however long, and one that was emptied is not", () => {
  expect(attribute(after(undefined), undefined, 99_000).attribution).toBe("stale");
  expect(attribute(after(word("activate", "paused")), undefined, 1_000).attribution).toBe(
    "unknown",
  );
});

test("what was there before is ours by the vendor's word once the device must show ours", () => {
  const before = operationState("activate", "success");
  const late = attribute(after(before), before, 10_000);
  expect([late.attribution, late.basis]).toEqual(["ours", "vendor"]);
  expect(attribute(state, operationState("save", "success"), 10_000).attribution).toBe("stale");
  expect(attribute({ ...after(before), submission: "unknown" }, before, 10_000).attribution).toBe(
    "stale",
  );
});

test("what was there before may be somebody else's anew once the lock is lost", () => {
  const before = operationState("activate", "fail");
  const lost: WaitState = { ...after(before), lock: "lost" };
  expect(attribute(lost, before, 1_000).attribution).toBe("stale");
  expect(attribute(lost, before, 10_000).attribution).toBe("unknown");
});
