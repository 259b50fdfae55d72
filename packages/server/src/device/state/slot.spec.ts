import { expect, test } from "vitest";
import { type Assumptions, defaultAssumptions } from "../assumptions.ts";
import type { AsyncRequest, IssuedRequest } from "../async-request.ts";
import { EventQueue } from "../event-queue.ts";
import type { RequestBehavior } from "../plan.ts";
import { Refusal } from "../refusal.ts";
import type { SlotEvent } from "../slot-state.ts";
import { AsyncSlot } from "./slot.ts";

interface Given {
  readonly assumptions?: Partial<Assumptions>;
  readonly courses?: readonly RequestBehavior[];
  readonly impossible?: string;
}

function create({ assumptions, courses = [{ durationMs: 1000 }], impossible }: Given = {}) {
  const agenda = new EventQueue<SlotEvent>((event, atMs) => slot.happen(event, atMs));
  const carriedOut: AsyncRequest[] = [];
  const planned = [...courses];
  const slot = new AsyncSlot({
    agenda,
    assumptions: { ...defaultAssumptions, ...assumptions },
    behavior: () => planned.shift() ?? { durationMs: 1000 },
    carryOut: (request) => {
      carriedOut.push(request);
      return impossible;
    },
  });
  return { agenda, carriedOut, slot };
}

const request = (operation: "verify" | "save" | "activate", issuedAtMs = 0): IssuedRequest => ({
  operation,
  by: "ACLI",
  issuedAtMs,
});

const state = (operation: string, status: string) => ({ operationState: { operation, status } });

test("there is nothing to show before the first request", () => {
  expect(create().slot.status).toEqual({});
});

test("a request is in progress for its time, and takes effect when that is over", () => {
  const { agenda, carriedOut, slot } = create();
  slot.issue(request("save"));
  agenda.runUntil(999);
  expect(slot.status).toEqual(state("save", "inProgress"));
  expect(carriedOut).toEqual([]);
  agenda.runUntil(1000);
  expect(slot.status).toEqual(state("save", "success"));
  expect(carriedOut).toEqual([request("save")]);
});

test("the result stays until the next request is issued", () => {
  const { agenda, slot } = create();
  slot.issue(request("save"));
  agenda.runUntil(1e9);
  expect(slot.status).toEqual(state("save", "success"));
  slot.issue(request("verify", 1e9));
  agenda.runUntil(1e9);
  expect(slot.status).toEqual(state("verify", "inProgress"));
});

test("a request that is planned to fail says why, and takes no effect", () => {
  const { agenda, carriedOut, slot } = create({
    courses: [{ durationMs: 10, fail: "Disk full." }],
  });
  slot.issue(request("save"));
  agenda.runUntil(10);
  expect(slot.status).toEqual({
    operationState: { operation: "save", status: "fail", errorMessage: "Disk full." },
  });
  expect(carriedOut).toEqual([]);
});

test("a request that is impossible fails and says why", () => {
  const { agenda, slot } = create({ impossible: "No such file." });
  slot.issue(request("verify"));
  agenda.runUntil(1000);
  expect(slot.status).toEqual({
    operationState: { operation: "verify", status: "fail", errorMessage: "No such file." },
  });
});

test("additional information is shown when the request has ended", () => {
  const additionalInfo = { elements: [{ name: "warnings", text: "1" }] };
  const { agenda, slot } = create({ courses: [{ durationMs: 10, additionalInfo }] });
  slot.issue(request("verify"));
  agenda.runUntil(9);
  expect(slot.status).toEqual(state("verify", "inProgress"));
  agenda.runUntil(10);
  expect(slot.status).toEqual({ ...state("verify", "success"), additionalInfo });
});

test("a request may take no time, or for ever", () => {
  const { agenda, slot } = create({ courses: [{ durationMs: 0 }, { durationMs: Infinity }] });
  slot.issue(request("save"));
  agenda.runUntil(0);
  expect(slot.status).toEqual(state("save", "success"));
  slot.issue(request("activate"));
  agenda.runUntil(1e12);
  expect(slot.status).toEqual(state("activate", "inProgress"));
});

test("where a second request is refused, the first goes on", () => {
  const { agenda, carriedOut, slot } = create();
  slot.issue(request("save"));
  expect(() => slot.issue(request("activate"))).toThrow(new Refusal("request-in-progress"));
  agenda.runUntil(1000);
  expect(slot.status).toEqual(state("save", "success"));
  expect(carriedOut).toEqual([request("save")]);
  slot.issue(request("activate", 1000));
  agenda.runUntil(1000);
  expect(slot.status).toEqual(state("activate", "inProgress"));
});

test("where a second request replaces the first, only the second is shown and both take effect", () => {
  const { agenda, carriedOut, slot } = create({
    assumptions: { secondRequest: "replaces" },
    courses: [{ durationMs: 100 }, { durationMs: 10 }],
  });
  slot.issue(request("save"));
  slot.issue(request("activate"));
  agenda.runUntil(50);
  expect(slot.status).toEqual(state("activate", "success"));
  agenda.runUntil(100);
  expect(slot.status).toEqual(state("activate", "success"));
  expect(carriedOut).toEqual([request("activate"), request("save")]);
});

test("where registering is delayed, the request before is shown until then", () => {
  const { agenda, slot } = create({ assumptions: { registrationDelay: 200 } });
  slot.issue(request("save"));
  agenda.runUntil(199);
  expect(slot.status).toEqual({});
  agenda.runUntil(1000);
  slot.issue(request("activate", 1000));
  agenda.runUntil(1199);
  expect(slot.status).toEqual(state("save", "success"));
  agenda.runUntil(1200);
  expect(slot.status).toEqual(state("activate", "inProgress"));
});

test("a request that is not registered yet is in progress all the same", () => {
  const { slot } = create({ assumptions: { registrationDelay: 200 } });
  slot.issue(request("save"));
  expect(() => slot.issue(request("save"))).toThrow(new Refusal("request-in-progress"));
});

test("a plan that gives no possible duration is refused, and the slot stays free", () => {
  const { agenda, slot } = create({ courses: [{ durationMs: Number.NaN }] });
  expect(() => slot.issue(request("save"))).toThrow(RangeError);
  slot.issue(request("save"));
  agenda.runUntil(1000);
  expect(slot.status).toEqual(state("save", "success"));
});

test("what v1.0 shows in place of a backup is the request before it, or nothing once that is forgotten", () => {
  const { agenda, slot } = create({
    assumptions: { backupInV1_0: "previous" },
    courses: [{ durationMs: 0 }],
  });
  const backup = { operation: "backup", backupSource: "saved", filename: "a" } as const;
  slot.issue(request("save"));
  agenda.runUntil(0);
  slot.issue({ ...backup, by: "GUI", issuedAtMs: 0 });
  agenda.runUntil(0);
  expect(slot.statusIn("v1.0")).toEqual(state("save", "success"));
  expect(slot.statusIn("v1.1")).toEqual(state("backup", "inProgress"));
  slot.cutShort();
  expect(slot.statusIn("v1.0")).toEqual(state("save", "success"));
  slot.blank();
  expect(slot.statusIn("v1.0")).toEqual({});
});

test("where a second request is queued, it is shown at once, and begins when the first has ended", () => {
  const { agenda, carriedOut, slot } = create({
    assumptions: { secondRequest: "queued" },
    courses: [{ durationMs: 100 }, { durationMs: 10 }, { durationMs: 10 }],
  });
  slot.issue(request("save"));
  slot.issue(request("activate"));
  slot.issue(request("verify"));
  agenda.runUntil(109);
  expect(slot.status).toEqual(state("verify", "inProgress"));
  expect(carriedOut).toEqual([request("save")]);
  agenda.runUntil(119);
  expect(carriedOut).toEqual([request("save"), request("activate")]);
  agenda.runUntil(120);
  expect(slot.status).toEqual(state("verify", "success"));
  expect(carriedOut).toHaveLength(3);
});

test("what is forgotten after its end is only the request itself", () => {
  const { agenda, slot } = create({ assumptions: { resultKept: 500 } });
  slot.issue(request("save"));
  agenda.runUntil(1_499);
  expect(slot.status).toEqual(state("save", "success"));
  slot.issue(request("verify", 1_499));
  agenda.runUntil(1_500);
  expect(slot.status).toEqual(state("verify", "inProgress"));
  agenda.runUntil(2_999);
  expect(slot.status).toEqual({});
});

test("nothing is kept of requests that are over and not shown", () => {
  const { agenda, slot } = create({ assumptions: { registrationDelay: 5 } });
  for (let times = 0; times < 50; times += 1) {
    slot.issue(request("save", times * 2_000));
    agenda.runUntil(times * 2_000 + 1_999);
  }
  expect(slot.state.entries).toHaveLength(1);
});
