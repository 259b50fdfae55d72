import { PostgresLedger, planUnits, readPlan } from "@asyncstatus/fleet";
import { startPostgres } from "@asyncstatus/fleet/testing";
import type { Figure } from "./figure.ts";
import { startProcess } from "./other-process.ts";
import type { RolloutDevices } from "./rollout-devices.process.ts";
import type { ServedDevice } from "./serve-devices.ts";

/** A worker of a rollout. */
export interface WorkerSubject {
  readonly ledgerUrl: string;
  readonly devices: readonly ServedDevice[];
  readonly atATime: number;
  readonly statusLagMs: number;
}

const statusLagMs = 3_000;

/** Long enough that two cores, which the devices and PostgreSQL use too, are not the limit. */
const activateMs = [2_000, 10_000] as const;

/**
 * Measures a rollout by one worker and by two, with the ledger in a PostgreSQL that it starts, on devices whose
 * activates take 2 to 10 s. Needs Debian's package `postgresql`.
 */
export async function rolloutWorkers({
  devices,
  atATime,
}: {
  devices: number;
  atATime: number;
}): Promise<Figure[]> {
  await using stack = new AsyncDisposableStack();
  const postgres = stack.adopt(await startPostgres(), (started) => started.remove());
  const run = async (workers: number) => {
    await using served = await startProcess<readonly ServedDevice[], never, never>(
      "./rollout-devices.process.ts",
      { count: devices, activateMs } satisfies RolloutDevices,
    );
    const ledgerUrl = postgres.url(`workers_${workers}`);
    const plan = readPlan(
      `rollout: 1\nchange: { commit: {} }\nwaves: [{ name: all }]\nlimits: { total: ${2 * atATime} }\n`,
    );
    const inventory = served.ready.map(({ url }) => ({ host: new URL(url).host }));
    const content = { plan, devices: inventory, units: planUnits(plan, inventory), by: "bench" };
    await (await PostgresLedger.create(ledgerUrl, content)).close();
    const subject: WorkerSubject = { ledgerUrl, devices: served.ready, atATime, statusLagMs };
    await using processes = new AsyncDisposableStack();
    const started = await Promise.all(
      Array.from({ length: workers }, () =>
        startProcess<"ready", "run", number>("./rollout-worker.process.ts", subject),
      ),
    );
    for (const process of started) processes.use(process);
    const begin = performance.now();
    const cpuSeconds = await Promise.all(started.map((process) => process.ask("run")));
    const seconds = (performance.now() - begin) / 1_000;
    return { seconds, cpuSeconds: cpuSeconds.reduce((sum, each) => sum + each, 0) };
  };
  const one = await run(1);
  const two = await run(2);
  const many = `${devices.toLocaleString("en")} devices, ${atATime} at a time each`;
  return [
    { what: `time of one worker, ${many}`, values: [one.seconds], unit: " s" },
    { what: `time of two workers, ${many}`, values: [two.seconds], unit: " s" },
    {
      what: "speed of two workers, relative to one",
      values: [one.seconds / two.seconds],
      unit: "×",
      bound: { of: "median", atLeast: 1.7 },
    },
    {
      what: "CPU time of two workers, relative to one",
      values: [two.cpuSeconds / one.cpuSeconds],
      unit: "×",
    },
  ];
}
