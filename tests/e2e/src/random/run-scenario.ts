import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Certificate,
  createHandler,
  type Handler,
  listen,
  systemClock,
  withFaults,
} from "@asyncstatus/server";
import type { ActualResult } from "../world.ts";
import { type AcceptedRequest, ObservedDevice, user } from "./observed-device.ts";
import { RunRecord } from "./run-record.ts";
import type { OtherRequest, Scenario } from "./scenario.ts";
import { TestedClient } from "./tested-client.ts";

/** Result of a run. */
export interface RunResult {
  readonly scenario: Scenario;
  readonly record: RunRecord;
  readonly accepted: readonly (AcceptedRequest & { readonly actual: ActualResult })[];
  /** Longest delay of the event loop. */
  readonly latenessMs: number;
  /** Lock holder after the client closed. */
  readonly lockHolder: ReturnType<ObservedDevice["lockHolder"]>;
  /** Texts that must not occur in the client's output. */
  readonly secrets: readonly string[];
}

/** Runs a scenario on real sockets and in real time, until all its requests end. */
export async function runScenario(scenario: Scenario, tls: Certificate): Promise<RunResult> {
  const { others, lockedMs, interruption } = scenario;
  const record = new RunRecord();
  const observed = new ObservedDevice(
    scenario,
    (line) => record.log(line),
    ({ fault, on }) => {
      record.log(`${on.join(" ")}: ${JSON.stringify(fault)}`);
      record.faults.push({ fault, on });
    },
  );
  const lateness = monitorEventLoopDelay({ resolution: 10 });
  lateness.enable();
  const failures: unknown[] = [];
  const timers: NodeJS.Timeout[] = [];
  const later = (ms: number, run: () => void) => void timers.push(setTimeout(run, ms));
  const issue = (other: OtherRequest) => {
    const { durationMs } = other.course;
    observed.issue(other);
    if (!scenario.ignoresLock && durationMs < Infinity) later(durationMs, () => observed.unlock());
  };
  const startOthers = (from: OtherRequest["from"]) => {
    for (const other of others.filter((one) => one.from === from)) {
      later(other.afterMs, () => issue(other));
    }
  };

  const handle = createHandler(observed.device, { onError: (error) => failures.push(error) });
  const logged: Handler = async (request) => {
    const response = await handle(request);
    const { pathname, search } = new URL(request.url);
    const status = response.status || "no response, the device is down";
    record.log(`${request.method} ${pathname}${search}: ${status}`);
    return response;
  };
  const listener = await listen(withFaults(logged, observed.device, systemClock), {
    tls,
    graceMs: 0,
    onError: (error) => failures.push(error),
  });
  try {
    observed.onFirstRequest = () => {
      startOthers("issue");
      if (interruption) later(interruption.afterMs, () => observed.interrupt(interruption.kind));
    };
    startOthers("start");
    if (lockedMs > 0) later(lockedMs, () => observed.unlock());
    await new TestedClient(scenario, listener, observed, record).run();
    const lockHolder = observed.lockHolder();
    lateness.disable();
    const latenessMs = lateness.max / 1_000_000;

    const ends = observed.accepted.map(({ endsAtMs }) => endsAtMs).filter(Number.isFinite);
    await sleep(Math.max(0, ...ends.map((end) => end - observed.now())) + 1);
    if (failures.length > 0) throw new AggregateError(failures, "The device failed");
    const accepted = observed.accepted.map((one) => ({ ...one, actual: observed.resultOf(one) }));
    const secrets = [user.password, ...observed.tokens];
    return { scenario, record, accepted, latenessMs, lockHolder, secrets };
  } finally {
    lateness.disable();
    for (const timer of timers) clearTimeout(timer);
    await listener.close();
  }
}
