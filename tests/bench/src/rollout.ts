import type { Figure } from "./figure.ts";
import { ratios } from "./measure.ts";
import { startProcess } from "./other-process.ts";
import type { RolloutDevices } from "./rollout-devices.process.ts";
import type { ServedDevice } from "./serve-devices.ts";

/** Commits on many devices, by a rollout or by a loop without a ledger. */
export interface RolloutSubject {
  readonly by: "rollout" | "bare";
  readonly devices: readonly ServedDevice[];
  readonly atATime: number;
  readonly statusLagMs: number;
}

/**
 * As the README of `@asyncstatus/fleet` advises. Without it, Node.js 24 uses a third more memory and is not
 * faster.
 */
const youngGeneration = ["--max-semi-space-size=16"];

/** Figures of one subject. */
export interface Committed {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The most memory of the process, in bytes. */
  readonly resident: number;
  readonly requestsEach: number;
  readonly writesEach: number;
  readonly resumeSeconds: number;
}

/**
 * Measures a rollout with its ledger in SQLite, compared with commits without a ledger, on devices whose
 * activates take 0.2 to 1 s. Each subject has devices of its own.
 */
export async function rollout({
  rounds,
  devices,
  atATime,
}: {
  rounds: number;
  devices: number;
  atATime: number;
}): Promise<Figure[]> {
  const run = async (by: RolloutSubject["by"], statusLagMs: number): Promise<Committed> => {
    await using served = await startProcess<readonly ServedDevice[], never, never>(
      "./rollout-devices.process.ts",
      { count: devices, activateMs: [200, 1_000] } satisfies RolloutDevices,
    );
    const subject: RolloutSubject = { by, devices: served.ready, atATime, statusLagMs };
    await using process = await startProcess<"ready", "run", Committed>(
      "./rollout.process.ts",
      subject,
      youngGeneration,
    );
    return await process.ask("run");
  };
  const withoutLag: Committed[] = [];
  const withLag: Committed[] = [];
  const bare: Committed[] = [];
  for (let round = 0; round < rounds; round += 1) {
    withoutLag.push(await run("rollout", 0));
    bare.push(await run("bare", 0));
    withLag.push(await run("rollout", 3_000));
  }
  const of = (values: readonly Committed[], name: keyof Committed) =>
    values.map((one) => one[name]);
  const many = `${devices.toLocaleString("en")} devices, ${atATime} at a time`;
  return [
    {
      what: `time without statusLagMs, ${many}`,
      values: of(withoutLag, "seconds"),
      unit: " s",
      bound: { of: "median", atMost: 90 },
    },
    {
      what: `time with statusLagMs of 3 s, ${many}`,
      values: of(withLag, "seconds"),
      unit: " s",
      bound: { of: "median", atMost: 180 },
    },
    {
      what: `memory of the process, ${many}`,
      values: of([...withoutLag, ...withLag], "resident").map((bytes) => bytes / 1e6),
      unit: " MB",
      bound: { of: "largest", atMost: 400 },
    },
    {
      what: "durable writes per device",
      values: of(withoutLag, "writesEach"),
      unit: "",
      bound: { of: "largest", atMost: 12 },
    },
    {
      what: "requests, relative to commits without a ledger",
      values: ratios(of(withoutLag, "requestsEach"), of(bare, "requestsEach")),
      unit: "×",
      bound: { of: "median", atMost: 1.15 },
    },
    {
      what: "CPU time, relative to commits without a ledger",
      values: ratios(of(withoutLag, "cpuSeconds"), of(bare, "cpuSeconds")),
      unit: "×",
      bound: { of: "median", atMost: 1.15 },
    },
    {
      what: `time to resume a rollout of ${devices.toLocaleString("en")} devices`,
      values: of(withoutLag, "resumeSeconds"),
      unit: " s",
      bound: { of: "median", atMost: 2 },
    },
  ];
}
