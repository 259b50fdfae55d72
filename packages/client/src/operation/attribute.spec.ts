import type { OperationState } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { attribute } from "./attribute.ts";
import type { WaitState } from "./wait-state.ts";

const slot = (operation: OperationState["operation"], status: OperationState["status"]) => ({
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
  baseline: { slot: slot("save", "success") },
  registrationMs: 10_000,
  lock: "held",
  epoch: "same",
  seen: false,
  foreignSeen: false,
  emptied: false,
  sightings: [],
};
const after = (baseline: OperationState | undefined): WaitState => ({
  ...state,
  baseline: baseline ? { slot: baseline } : {},
});

test.for([
  ["the slot as it was", state, slot("save", "success"), "stale", undefined],
  ["our name, where another stood", state, slot("activate", "inProgress"), "mine", "transition"],
  ["our name ended, where another stood", state, slot("activate", "success"), "mine", "transition"],
  [
    "our name, where nothing stood",
    after(undefined),
    slot("activate", "fail"),
    "mine",
    "transition",
  ],
  ["an empty slot, where nothing stood", after(undefined), undefined, "stale", undefined],
  [
    "our name in progress, where it stood ended",
    after(slot("activate", "success")),
    slot("activate", "inProgress"),
    "mine",
    "transition",
  ],
  [
    "our name failed, where it stood succeeded",
    after(slot("activate", "success")),
    slot("activate", "fail"),
    "mine",
    "transition",
  ],
  [
    "our name succeeded, where it stood succeeded",
    after(slot("activate", "success")),
    slot("activate", "success"),
    "stale",
    undefined,
  ],
  [
    "the same end as before, after ours was seen",
    { ...after(slot("activate", "success")), seen: true },
    slot("activate", "success"),
    "mine",
    "transition",
  ],
  ["another name", state, slot("verify", "inProgress"), "foreign", undefined],
  ["the name before, in progress again", state, slot("save", "inProgress"), "foreign", undefined],
  ["an unknown name", state, slot("unknown", "success"), "foreign", undefined],
  ["a slot that was emptied", state, undefined, "unattributable", undefined],
  [
    "anything after a restart",
    { ...state, epoch: "new" },
    slot("activate", "success"),
    "unattributable",
    undefined,
  ],
  [
    "our name after the lock was lost",
    { ...state, lock: "lost" },
    slot("activate", "success"),
    "unattributable",
    undefined,
  ],
  [
    "our name after somebody else's was seen",
    { ...state, foreignSeen: true },
    slot("activate", "success"),
    "mine",
    "vendor",
  ],
] as const)("%s", ([, given, seen, label, basis]) => {
  const got = attribute(given as WaitState, seen, 1_000);
  expect({ label: got.label, basis: got.basis }).toEqual({ label, basis });
});

test("another error message is another request's end", () => {
  const before = after({ ...slot("activate", "fail"), errorMessage: "one reason" });
  const now = { ...slot("activate", "fail"), errorMessage: "another reason" };
  expect(attribute(before, now, 1_000).label).toBe("mine");
});

test("after an unknown word, the slot may show what has become of the request from before", () => {
  const before = after(word("activate", "paused"));
  expect(attribute(before, word("activate", "paused"), 1_000).label).toBe("stale");
  expect(attribute(before, word("activate", "resumed"), 1_000).label).toBe("stale");
  expect(attribute(before, slot("activate", "success"), 1_000).label).toBe("stale");
  const late = attribute(before, slot("activate", "success"), 10_000);
  expect([late.label, late.basis]).toEqual(["mine", "vendor"]);
});

test.for<[string, WaitState, OperationState | undefined, number, string]>([
  [
    "a change",
    state,
    slot("activate", "success"),
    1_000,
    "was: save succeeded; changed since, under our lock",
  ],
  [
    "a slot as before",
    state,
    slot("save", "success"),
    1_000,
    "as before the submission: save succeeded",
  ],
  [
    "what may have gone on",
    after(word("activate", "paused")),
    slot("activate", "success"),
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
    after(slot("activate", "success")),
    slot("activate", "success"),
    10_000,
    "as before the submission: activate succeeded; but by the vendor's word the last one issued shows, which is ours",
  ],
  [
    "somebody else's",
    state,
    slot("verify", "success"),
    1_000,
    "verify succeeded; ours is activate",
  ],
  [
    "a lost lock",
    { ...state, lock: "lost" },
    slot("activate", "success"),
    1_000,
    "since the lock is lost, somebody else may have issued this activate",
  ],
  [
    "others under our lock",
    { ...state, foreignSeen: true },
    slot("activate", "success"),
    1_000,
    "the last one issued, by the vendor's word; others issue requests without the lock",
  ],
  ["an emptied slot", state, undefined, 1_000, "the device no longer shows any request"],
  [
    "another system",
    { ...state, epoch: "new" },
    slot("activate", "success"),
    1_000,
    "the system has restarted or changed roles since",
  ],
])("the reason tells an engineer of %s", ([, given, seen, sinceMs, reason]) => {
  expect(attribute(given, seen, sinceMs).reason).toBe(reason);
});

test("a request of another name does not go on as ours, nor does one of an unknown name as another", () => {
  const labelOf = (before: OperationState, now: OperationState) =>
    attribute(after(before), now, 1_000).label;
  expect(labelOf(word("save", "paused"), slot("activate", "success"))).toBe("mine");
  const purge = { operation: "unknown", status: "unknown", raw: { operation: "purge" } } as const;
  const merge = { operation: "unknown", status: "unknown", raw: { operation: "merge" } } as const;
  expect(labelOf(purge, { ...purge, status: "success" })).toBe("stale");
  expect(labelOf(purge, { ...merge, status: "success" })).toBe("foreign");
  expect(labelOf({ ...purge, status: "success" }, { ...merge, status: "success" })).toBe("foreign");
});

test("an empty slot that stays empty is stale, however long, and one that was emptied is not", () => {
  expect(attribute(after(undefined), undefined, 99_000).label).toBe("stale");
  expect(attribute(after(word("activate", "paused")), undefined, 1_000).label).toBe(
    "unattributable",
  );
});

test("what was there before is ours by the vendor's word once the device must show ours", () => {
  const before = slot("activate", "success");
  const late = attribute(after(before), before, 10_000);
  expect([late.label, late.basis]).toEqual(["mine", "vendor"]);
  expect(attribute(state, slot("save", "success"), 10_000).label).toBe("stale");
  expect(attribute({ ...after(before), submission: "unknown" }, before, 10_000).label).toBe(
    "stale",
  );
});

test("what was there before may be somebody else's anew once the lock is lost", () => {
  const before = slot("activate", "fail");
  const lost: WaitState = { ...after(before), lock: "lost" };
  expect(attribute(lost, before, 1_000).label).toBe("stale");
  expect(attribute(lost, before, 10_000).label).toBe("unattributable");
});
