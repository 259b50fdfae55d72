import { AsyncStatusError, isTransient, type Operation, type Sbc } from "@asyncstatus/client";
import type { OperationName } from "@asyncstatus/model";
import type { Device, EmbedOptions, IssuedRequest, RequestBehavior } from "@asyncstatus/server";
import { untruths } from "../faults/judge.ts";
import type { Truth } from "../faults/run-cell.ts";
import { randomOf, type SoakTimes } from "./soak-plan.ts";
import type { Tally } from "./tally.ts";

/** A device that is reached in one way or another. */
export interface Reached {
  readonly device: Device;
  connect(): Promise<Sbc>;
  close(): Promise<void>;
}

/** By what a soak is made: real sockets and real time, or neither. */
export interface SoakWorld {
  now(): number;
  sleep(ms: number): Promise<void>;
  reach(options: EmbedOptions): Promise<Reached>;
}

const ends = { success: "took effect", fail: "failed", cutShort: "cut short" } as const;
const operations = ["verify", "save", "activate"] as const;

/** Uses one device, over and over, until the time has come; counts what was said and what was not true. */
export async function soakDevice(
  seed: number,
  options: EmbedOptions,
  world: SoakWorld,
  times: SoakTimes,
  untilMs: number,
  tally: Tally,
): Promise<void> {
  const random = randomOf(seed + 1_000_000);
  const between = (min: number, max: number) => min + random() * (max - min);
  let truth: Truth = "not taken";
  let reason: string | undefined;
  const behavior = ({ by, operation, issuedAtMs }: IssuedRequest): RequestBehavior => {
    const fail = random() < 0.2 ? `${operation} refused at ${issuedAtMs}` : undefined;
    if (typeof by === "object") reason = fail;
    const durationMs = between(...times.operationMs);
    return { durationMs, ...(fail !== undefined && { fail }) };
  };
  const reached = await world.reach({
    ...options,
    behavior,
    onEvent: (happening) => {
      if (!("operation" in happening) || typeof happening.by !== "object") return;
      truth = happening.kind === "accepted" ? "in progress" : ends[happening.end.kind];
    },
  });
  const { device } = reached;

  const use = async (sbc: Sbc): Promise<void> => {
    const lock = await sbc.lock({ waitMs: times.pauseMs });
    try {
      const name = operations[Math.floor(random() * operations.length)] ?? "save";
      truth = "not taken";
      if (device.isUp() && random() < 0.7) device.edit({ text: `edit at ${world.now()}` });
      const operation = await submit(sbc, name, times.pauseMs);
      const timeoutMs = random() < 0.1 ? times.operationMs[0] : times.operationMs[1] * 20;
      await follow(operation, timeoutMs);
    } finally {
      await lock.release();
    }
  };
  const follow = async (operation: Operation, timeoutMs: number): Promise<void> => {
    const outcome = await operation.wait({ timeoutMs });
    // What has happened by now is told when the device is next asked.
    device.isUp();
    const { runningVersion } = device.snapshot().configuration.versions;
    const runs = runningVersion === outcome.evidence.baseline.versions?.currentVersion;
    for (const untruth of untruths({ outcome, truth }, { runs }, reason)) {
      tally.wrong(`device ${seed}, ${operation.operation}: ${untruth}`);
    }
    tally.outcome(outcome);
  };

  let sbc: Sbc | undefined;
  await world.sleep(random() * times.pauseMs);
  while (world.now() < untilMs) {
    try {
      sbc ??= await reached.connect();
      await use(sbc);
    } catch (error) {
      tally.thrown(error);
      if (!(error instanceof AsyncStatusError)) tally.wrong(`device ${seed}: ${String(error)}`);
      // Most would begin anew then; some go on with what they have.
      if (!isTransient(error) || random() < 0.5) {
        await sbc?.close().catch((closing: unknown) => tally.thrown(closing));
        sbc = undefined;
      }
    }
    await world.sleep(between(0.5, 1.5) * times.pauseMs);
  }
  await sbc?.close().catch((error: unknown) => tally.thrown(error));
  await reached.close();
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
