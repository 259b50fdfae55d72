import type { OperationState } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { attribute } from "./attribute.ts";
import {
  type Attribution,
  type AttributionReason,
  initialState,
  type WaitState,
} from "./wait-state.ts";

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

const state = initialState({
  operation: "activate",
  submission: "accepted",
  baseline: { operationState: operationState("save", "success") },
  registrationMs: 10_000,
});
const after = (baseline: OperationState | undefined): WaitState => ({
  ...state,
  baseline: baseline ? { operationState: baseline } : {},
});

const activate = (status: OperationState["status"]) => operationState("activate", status);

test.for<[string, WaitState, OperationState | undefined, Attribution, AttributionReason]>([
  ["an unchanged status", state, operationState("save", "success"), "stale", "unchanged"],
  ["our operation after another", state, activate("inProgress"), "ours", "changed-under-lock"],
  ["our ended operation after another", state, activate("success"), "ours", "changed-under-lock"],
  ["our operation after none", after(undefined), activate("fail"), "ours", "changed-under-lock"],
  ["an empty status after none", after(undefined), undefined, "stale", "unchanged"],
  [
    "our operation in progress after it had ended",
    after(activate("success")),
    activate("inProgress"),
    "ours",
    "changed-under-lock",
  ],
  [
    "our operation failed after it had succeeded",
    after(activate("success")),
    activate("fail"),
    "ours",
    "changed-under-lock",
  ],
  [
    "our operation succeeded after it had succeeded",
    after(activate("success")),
    activate("success"),
    "stale",
    "unchanged",
  ],
  [
    "the end of the baseline after ours was seen",
    { ...after(activate("success")), seen: true },
    activate("success"),
    "ours",
    "changed-under-lock",
  ],
  [
    "the later progress of an unknown status",
    after(word("activate", "paused")),
    activate("success"),
    "stale",
    "continued",
  ],
  ["another operation", state, operationState("verify", "success"), "foreign", "other-operation"],
  [
    "the operation of the baseline in progress again",
    state,
    operationState("save", "inProgress"),
    "foreign",
    "other-operation",
  ],
  [
    "an unknown operation",
    state,
    operationState("unknown", "success"),
    "foreign",
    "other-operation",
  ],
  ["a cleared status", state, undefined, "unknown", "status-cleared"],
  [
    "any status after a restart",
    { ...state, epoch: "new" },
    activate("success"),
    "unknown",
    "restarted-or-switched-over",
  ],
  [
    "our operation after the lock was lost",
    { ...state, lock: "lost" },
    activate("success"),
    "unknown",
    "lock-lost",
  ],
  [
    "our operation after a foreign one",
    { ...state, foreignSeen: true },
    activate("success"),
    "ours",
    "foreign-seen",
  ],
])("attributes %s", ([, given, reading, attribution, reason]) => {
  expect(attribute(given, reading, 1_000)).toEqual({ attribution, reason });
});

test("does not attribute a reworded error message of the baseline", () => {
  const before = after({ ...operationState("activate", "fail"), errorMessage: "failed 9 s ago" });
  const now = { ...operationState("activate", "fail"), errorMessage: "failed 10 s ago" };
  expect(attribute(before, now, 1_000)).toEqual({ attribution: "stale", reason: "unchanged" });
  expect(attribute(before, now, 10_000)).toEqual({ attribution: "ours", reason: "vendor-order" });
});

test("attributes the progress of an unknown status to the baseline until ours must show", () => {
  const before = after(word("activate", "paused"));
  expect(attribute(before, word("activate", "paused"), 1_000).attribution).toBe("stale");
  expect(attribute(before, word("activate", "resumed"), 1_000).attribution).toBe("stale");
  expect(attribute(before, operationState("activate", "success"), 1_000).attribution).toBe("stale");
  const late = attribute(before, operationState("activate", "success"), 10_000);
  expect(late).toEqual({ attribution: "ours", reason: "vendor-order" });
});

test("does not take another operation for the progress of the baseline", () => {
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

test("keeps an empty status stale, unless it was cleared", () => {
  expect(attribute(after(undefined), undefined, 99_000).attribution).toBe("stale");
  expect(attribute(after(word("activate", "paused")), undefined, 1_000).attribution).toBe(
    "unknown",
  );
});

test("attributes an unchanged status to us once the device must show ours", () => {
  const before = operationState("activate", "success");
  const late = attribute(after(before), before, 10_000);
  expect(late).toEqual({ attribution: "ours", reason: "vendor-order" });
  expect(attribute(state, operationState("save", "success"), 10_000).attribution).toBe("stale");
  expect(attribute({ ...after(before), submission: "unknown" }, before, 10_000).attribution).toBe(
    "stale",
  );
});

test("does not attribute an unchanged status to us once the lock is lost", () => {
  const before = operationState("activate", "fail");
  const lost: WaitState = { ...after(before), lock: "lost" };
  expect(attribute(lost, before, 1_000).attribution).toBe("stale");
  expect(attribute(lost, before, 10_000).attribution).toBe("unknown");
});
