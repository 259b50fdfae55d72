import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { type Certificate, createHandler, listen } from "@asyncstatus/server";
import { type Fate, type Issue, ObservedDevice, user } from "./observed-device.ts";
import { RunRecord } from "./record.ts";
import type { Other, Scenario } from "./scenario.ts";
import { TestedClient } from "./tested-client.ts";
import { toldHandler } from "./told-handler.ts";

/** What a run has come to. */
export interface Finished {
  readonly scenario: Scenario;
  readonly record: RunRecord;
  /** With what has become of each in the end. */
  readonly issues: readonly (Issue & { readonly fate: Fate })[];
  /** By how much the computer, busy with something else, was late at most. */
  readonly latenessMs: number;
  /** Who held the lock when our client had closed. */
  readonly lockHolder: "nobody" | "ACLI" | "us";
  /** What must not be in anything that the client gives out. */
  readonly secrets: readonly string[];
}

/** Runs a scenario on real sockets and in real time, to the end of all that was begun. */
export async function runScenario(scenario: Scenario, tls: Certificate): Promise<Finished> {
  const { others, lockedMs, interruption } = scenario;
  const record = new RunRecord();
  const observed = new ObservedDevice(
    scenario,
    (line) => record.tell(line),
    ({ fault, on }) => {
      record.tell(`${on.join(" ")}: ${JSON.stringify(fault)}`);
      record.faults.push({ fault, on });
    },
  );
  const lateness = monitorEventLoopDelay({ resolution: 10 });
  lateness.enable();
  const failures: unknown[] = [];
  const timers: NodeJS.Timeout[] = [];
  const later = (ms: number, act: () => void) => void timers.push(setTimeout(act, ms));
  const act = (other: Other) => {
    const { durationMs } = other.course;
    observed.act(other);
    if (!scenario.unbound && durationMs < Infinity) later(durationMs, () => observed.unlock());
  };
  const startOthers = (from: Other["from"]) => {
    for (const other of others.filter((one) => one.from === from)) {
      later(other.afterMs, () => act(other));
    }
  };

  const handle = createHandler(observed.device, { onError: (error) => failures.push(error) });
  const listener = await listen(toldHandler(observed.device, handle, record), {
    tls,
    graceMs: 0,
    onError: (error) => failures.push(error),
  });
  try {
    observed.onFirstIssue = () => {
      startOthers("issue");
      if (interruption) later(interruption.afterMs, () => observed.interrupt(interruption.what));
    };
    startOthers("start");
    if (lockedMs > 0) later(lockedMs, () => observed.unlock());
    await new TestedClient(scenario, listener, observed, record).run();
    const lockHolder = observed.lockHolder();
    lateness.disable();
    const latenessMs = lateness.max / 1_000_000;

    const ends = observed.issues.map(({ endsAtMs }) => endsAtMs).filter(Number.isFinite);
    await sleep(Math.max(0, ...ends.map((end) => end - observed.now())) + 1);
    if (failures.length > 0) throw new AggregateError(failures, "The device failed");
    const issues = observed.issues.map((issue) => ({ ...issue, fate: observed.fateOf(issue) }));
    const secrets = [user.password, ...observed.tokens];
    return { scenario, record, issues, latenessMs, lockHolder, secrets };
  } finally {
    lateness.disable();
    for (const timer of timers) clearTimeout(timer);
    await listener.close();
  }
}
