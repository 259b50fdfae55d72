import { AsyncStatusError, isTransient, type Operation, type Sbc } from "@asyncstatus/client";
import type { OperationName } from "@asyncstatus/model";
import type { Device, EmbedOptions, IssuedRequest, RequestBehavior } from "@asyncstatus/server";
import { checkReport } from "../faults/check-run.ts";
import { type ActualResult, actualResults } from "../world.ts";
import { randomOf, type SoakTimes } from "./soak-plan.ts";
import type { Tally } from "./tally.ts";

/** Started device. */
export interface SoakTarget {
  readonly device: Device;
  connect(): Promise<Sbc>;
  close(): Promise<void>;
}

/** Clock and network of a soak: real or virtual. */
export interface SoakEnvironment {
  now(): number;
  sleep(ms: number): Promise<void>;
  start(options: EmbedOptions): Promise<SoakTarget>;
}

const operations = ["verify", "save", "activate"] as const;

/** Uses one device until the given time, and counts the outcomes and violations. */
export async function soakDevice(
  seed: number,
  options: EmbedOptions,
  environment: SoakEnvironment,
  times: SoakTimes,
  untilMs: number,
  tally: Tally,
): Promise<void> {
  const random = randomOf(seed + 1_000_000);
  const between = (min: number, max: number) => min + random() * (max - min);
  let actual: ActualResult = "not accepted";
  let reason: string | undefined;
  const behavior = ({ by, operation, issuedAtMs }: IssuedRequest): RequestBehavior => {
    const fail = random() < 0.2 ? `${operation} refused at ${issuedAtMs}` : undefined;
    if (typeof by === "object") reason = fail;
    const durationMs = between(...times.operationMs);
    return { durationMs, ...(fail !== undefined && { fail }) };
  };
  const target = await environment.start({
    ...options,
    behavior,
    onEvent: (event) => {
      if (!("operation" in event) || typeof event.by !== "object") return;
      actual = event.kind === "accepted" ? "in progress" : actualResults[event.end.kind];
    },
  });
  const { device } = target;

  const submitAndWait = async (sbc: Sbc): Promise<void> => {
    const lock = await sbc.lock({ waitMs: times.pauseMs });
    try {
      const name = operations[Math.floor(random() * operations.length)] ?? "save";
      actual = "not accepted";
      if (device.isUp() && random() < 0.7) device.edit({ text: `edit at ${environment.now()}` });
      const operation = await submit(sbc, name, times.pauseMs);
      const timeoutMs = random() < 0.1 ? times.operationMs[0] : times.operationMs[1] * 20;
      await check(operation, timeoutMs);
    } finally {
      await lock.release();
    }
  };
  const check = async (operation: Operation, timeoutMs: number): Promise<void> => {
    const outcome = await operation.wait({ timeoutMs });
    // The device updates its state when it is called.
    device.isUp();
    const { runningVersion } = device.snapshot().configuration.versions;
    const running = runningVersion === outcome.evidence.baseline.versions?.currentVersion;
    for (const violation of checkReport({ outcome, actual }, { running }, reason)) {
      tally.violation(`device ${seed}, ${operation.operation}: ${violation}`);
    }
    tally.outcome(outcome);
  };

  let sbc: Sbc | undefined;
  await environment.sleep(random() * times.pauseMs);
  while (environment.now() < untilMs) {
    try {
      sbc ??= await target.connect();
      await submitAndWait(sbc);
    } catch (error) {
      tally.error(error);
      if (!(error instanceof AsyncStatusError)) tally.violation(`device ${seed}: ${String(error)}`);
      // Half of the sessions survive a transient error.
      if (!isTransient(error) || random() < 0.5) {
        await sbc?.close().catch((closing: unknown) => tally.error(closing));
        sbc = undefined;
      }
    }
    await environment.sleep(between(0.5, 1.5) * times.pauseMs);
  }
  await sbc?.close().catch((error: unknown) => tally.error(error));
  await target.close();
}

function submit(sbc: Sbc, name: OperationName, waitForIdleMs: number): Promise<Operation> {
  switch (name) {
    case "save":
      return sbc.save({ waitForIdleMs });
    case "activate":
      return sbc.activate({ waitForIdleMs });
    default:
      return sbc.verify({ waitForIdleMs });
  }
}
