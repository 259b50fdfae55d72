import { expect, test } from "vitest";
import { type Assumptions, defaultAssumptions } from "../assumptions.ts";
import { EventQueue } from "../event-queue.ts";
import { Refusal } from "../refusal.ts";
import {
  type AsyncRequest,
  AsyncSlot,
  type IssuedRequest,
  type RequestBehavior,
  type SlotEvent,
} from "./slot.ts";

interface Given {
  readonly assumptions?: Partial<Assumptions>;
  readonly behaviors?: readonly RequestBehavior[];
  readonly failure?: string;
}

function create({ assumptions, behaviors = [{ durationMs: 1000 }], failure }: Given = {}) {
  const queue = new EventQueue<SlotEvent>((event, atMs) => slot.run(event, atMs));
  const executed: AsyncRequest[] = [];
  const left = [...behaviors];
  const time = { now: 0 };
  const slot = new AsyncSlot({
    queue,
    assumptions: { ...defaultAssumptions, ...assumptions },
    now: () => time.now,
    verifyMs: 400,
    behavior: () => left.shift() ?? { durationMs: 1000 },
    execute: (request) => {
      executed.push(request);
      return failure;
    },
  });
  return { queue, executed, slot, time };
}

const request = (operation: "verify" | "save" | "activate", issuedAtMs = 0): IssuedRequest => ({
  operation,
  by: "ACLI",
  issuedAtMs,
});

const state = (operation: string, status: string) => ({ operationState: { operation, status } });

test("the status is empty before the first request", () => {
  expect(create().slot.status).toEqual({});
});

test("a request is in progress for its duration and then takes effect", () => {
  const { queue, executed, slot } = create();
  slot.issue(request("save"));
  queue.runUntil(999);
  expect(slot.status).toEqual(state("save", "inProgress"));
  expect(executed).toEqual([]);
  queue.runUntil(1000);
  expect(slot.status).toEqual(state("save", "success"));
  expect(executed).toEqual([request("save")]);
});

test("the result stays until the next request is issued", () => {
  const { queue, slot } = create();
  slot.issue(request("save"));
  queue.runUntil(1e9);
  expect(slot.status).toEqual(state("save", "success"));
  slot.issue(request("verify", 1e9));
  queue.runUntil(1e9);
  expect(slot.status).toEqual(state("verify", "inProgress"));
});

test("a request that is set to fail shows the reason and has no effect", () => {
  const { queue, executed, slot } = create({
    behaviors: [{ durationMs: 10, fail: "Disk full." }],
  });
  slot.issue(request("save"));
  queue.runUntil(10);
  expect(slot.status).toEqual({
    operationState: { operation: "save", status: "fail", errorMessage: "Disk full." },
  });
  expect(executed).toEqual([]);
});

test("a request whose execution fails shows the reason", () => {
  const { queue, slot } = create({ failure: "No such file." });
  slot.issue(request("verify"));
  queue.runUntil(1000);
  expect(slot.status).toEqual({
    operationState: { operation: "verify", status: "fail", errorMessage: "No such file." },
  });
});

test("additional information is shown when the request has ended", () => {
  const additionalInfo = { elements: [{ name: "warnings", text: "1" }] };
  const { queue, slot } = create({ behaviors: [{ durationMs: 10, additionalInfo }] });
  slot.issue(request("verify"));
  queue.runUntil(9);
  expect(slot.status).toEqual(state("verify", "inProgress"));
  queue.runUntil(10);
  expect(slot.status).toEqual({ ...state("verify", "success"), additionalInfo });
});

test("a request can take no time or run forever", () => {
  const { queue, slot } = create({ behaviors: [{ durationMs: 0 }, { durationMs: Infinity }] });
  slot.issue(request("save"));
  queue.runUntil(0);
  expect(slot.status).toEqual(state("save", "success"));
  slot.issue(request("activate"));
  queue.runUntil(1e12);
  expect(slot.status).toEqual(state("activate", "inProgress"));
});

test("a refused second request leaves the first one running", () => {
  const { queue, executed, slot } = create({ assumptions: { secondRequest: "refused" } });
  slot.issue(request("save"));
  expect(() => slot.issue(request("activate"))).toThrow(new Refusal("request-in-progress"));
  queue.runUntil(1000);
  expect(slot.status).toEqual(state("save", "success"));
  expect(executed).toEqual([request("save")]);
  slot.issue(request("activate", 1000));
  queue.runUntil(1000);
  expect(slot.status).toEqual(state("activate", "inProgress"));
});

test("shows only the second of two requests, and both succeed", () => {
  const { queue, executed, slot } = create({
    assumptions: { secondRequest: "replaces" },
    behaviors: [{ durationMs: 100 }, { durationMs: 10 }],
  });
  slot.issue(request("save"));
  slot.issue(request("activate"));
  queue.runUntil(50);
  expect(slot.status).toEqual(state("activate", "success"));
  queue.runUntil(100);
  expect(slot.status).toEqual(state("activate", "success"));
  expect(executed).toEqual([request("activate"), request("save")]);
});

test("a delayed registration shows the previous request until then", () => {
  const { queue, slot } = create({ assumptions: { registrationDelay: 200 } });
  slot.issue(request("save"));
  queue.runUntil(199);
  expect(slot.status).toEqual({});
  queue.runUntil(1000);
  slot.issue(request("activate", 1000));
  queue.runUntil(1199);
  expect(slot.status).toEqual(state("save", "success"));
  queue.runUntil(1200);
  expect(slot.status).toEqual(state("activate", "inProgress"));
});

test("a request in progress counts before it is registered", () => {
  const { slot } = create({
    assumptions: { registrationDelay: 200, secondRequest: "refused" },
  });
  slot.issue(request("save"));
  expect(() => slot.issue(request("save"))).toThrow(new Refusal("request-in-progress"));
});

test("refuses an invalid duration and leaves the status free", () => {
  const { queue, slot } = create({ behaviors: [{ durationMs: Number.NaN }] });
  expect(() => slot.issue(request("save"))).toThrow(RangeError);
  slot.issue(request("save"));
  queue.runUntil(1000);
  expect(slot.status).toEqual(state("save", "success"));
});

test("v1.0 shows the previous request in place of a backup, or nothing once it is cleared", () => {
  const { queue, slot } = create({
    assumptions: { backupInV1_0: "previous" },
    behaviors: [{ durationMs: 0 }],
  });
  const backup = { operation: "backup", backupSource: "saved", filename: "a" } as const;
  slot.issue(request("save"));
  queue.runUntil(0);
  slot.issue({ ...backup, by: "GUI", issuedAtMs: 0 });
  queue.runUntil(0);
  expect(slot.statusIn("v1.0")).toEqual(state("save", "success"));
  expect(slot.statusIn("v1.1")).toEqual(state("backup", "inProgress"));
  slot.interrupt();
  expect(slot.statusIn("v1.0")).toEqual(state("save", "success"));
  slot.clear();
  expect(slot.statusIn("v1.0")).toEqual({});
});

test("a queued second request is shown at once and starts when the first has ended", () => {
  const { queue, executed, slot } = create({
    assumptions: { secondRequest: "queued" },
    behaviors: [{ durationMs: 100 }, { durationMs: 10 }, { durationMs: 10 }],
  });
  slot.issue(request("save"));
  slot.issue(request("activate"));
  slot.issue(request("verify"));
  queue.runUntil(109);
  expect(slot.status).toEqual(state("verify", "inProgress"));
  expect(executed).toEqual([request("save")]);
  queue.runUntil(119);
  expect(executed).toEqual([request("save"), request("activate")]);
  queue.runUntil(120);
  expect(slot.status).toEqual(state("verify", "success"));
  expect(executed).toHaveLength(3);
});

test("an expired result clears only its own request", () => {
  const { queue, slot } = create({ assumptions: { resultExpires: 500 } });
  slot.issue(request("save"));
  queue.runUntil(1_499);
  expect(slot.status).toEqual(state("save", "success"));
  slot.issue(request("verify", 1_499));
  queue.runUntil(1_500);
  expect(slot.status).toEqual(state("verify", "inProgress"));
  queue.runUntil(2_999);
  expect(slot.status).toEqual({});
});

test("ended requests that are not shown are dropped", () => {
  const { queue, slot } = create({ assumptions: { registrationDelay: 5 } });
  for (let times = 0; times < 50; times += 1) {
    slot.issue(request("save", times * 2_000));
    queue.runUntil(times * 2_000 + 1_999);
  }
  expect(slot.state.entries).toHaveLength(1);
});

test("a save that verifies first shows the verify, its end, and then the save", () => {
  const { queue, executed, slot } = create({ assumptions: { saveVerifies: "verifyFirst" } });
  slot.issue(request("save"));
  const shown = [0, 199, 200, 399, 400, 1_399, 1_400].map((now) => {
    queue.runUntil(now);
    return slot.status;
  });
  expect(shown).toEqual([
    state("verify", "inProgress"),
    state("verify", "inProgress"),
    state("verify", "success"),
    state("verify", "success"),
    state("save", "inProgress"),
    state("save", "inProgress"),
    state("save", "success"),
  ]);
  expect(executed).toEqual([{ operation: "verify" }, request("save")]);
});

test("a save saves although the verify before it fails", () => {
  const { queue, slot } = create({
    assumptions: { saveVerifies: "verifyFirst" },
    failure: "No interface.",
  });
  slot.issue(request("save"));
  queue.runUntil(200);
  expect(slot.status.operationState).toEqual({
    operation: "verify",
    status: "fail",
    errorMessage: "No interface.",
  });
  queue.runUntil(400);
  expect(slot.status).toEqual(state("save", "inProgress"));
});

test("an interrupted save shows no verify", () => {
  const { queue, slot } = create({ assumptions: { saveVerifies: "verifyFirst" } });
  slot.issue(request("save"));
  queue.runUntil(0);
  slot.interrupt();
  expect(slot.status).toEqual(state("save", "inProgress"));
});

test("a request that runs again succeeds, is in progress and fails, and has its effect once", () => {
  const again = { afterMs: 50, durationMs: 20, fail: "The standby refuses it." };
  const { queue, executed, slot } = create({
    assumptions: { secondRequest: "refused" },
    behaviors: [{ durationMs: 100, again }],
  });
  slot.issue(request("activate"));
  queue.runUntil(149);
  expect(slot.status).toEqual(state("activate", "success"));
  queue.runUntil(150);
  expect(slot.status).toEqual(state("activate", "inProgress"));
  expect(() => slot.issue(request("save", 150))).toThrow(new Refusal("request-in-progress"));
  queue.runUntil(10_000);
  expect(slot.status.operationState).toEqual({
    operation: "activate",
    status: "fail",
    errorMessage: "The standby refuses it.",
  });
  expect(executed).toEqual([request("activate")]);
});

test("a request that another one replaced does not run again", () => {
  const again = { afterMs: 50, durationMs: 20 };
  const { queue, slot } = create({ behaviors: [{ durationMs: 100, again }, { durationMs: 10 }] });
  slot.issue(request("activate"));
  queue.runUntil(100);
  slot.issue(request("save", 100));
  queue.runUntil(1_000);
  expect(slot.status).toEqual(state("save", "success"));
});

test("the text of a failure can show its age, also that of one before the start", () => {
  const { queue, slot, time } = create({
    assumptions: { failureText: "showsAge" },
    failure: "No.",
  });
  const text = () => slot.status.operationState?.errorMessage;
  slot.show(request("save"), { kind: "fail", reason: "Disk full." });
  time.now = 10_000;
  expect(text()).toBe("Disk full. (10 s ago)");
  slot.issue(request("verify", 20_000));
  queue.runUntil(21_000);
  time.now = 21_999;
  expect(text()).toBe("No. (0 s ago)");
});

test.each(["queued", "replaces"] as const)("refuses a flood of requests that are %s", (given) => {
  const { slot } = create({ assumptions: { secondRequest: given } });
  for (let requests = 0; requests < 100; requests += 1) slot.issue(request("save"));
  expect(() => slot.issue(request("save"))).toThrow(new Refusal("request-in-progress"));
});
