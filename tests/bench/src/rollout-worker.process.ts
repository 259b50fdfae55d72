// Started by `rollout-workers` once per worker.

import { PostgresLedger, runRollout } from "@asyncstatus/fleet";
import { connectTo } from "./connect-to.ts";
import { receiveArgument, serve } from "./other-process.ts";
import type { WorkerSubject } from "./rollout-workers.ts";

const { ledgerUrl, devices, atATime, statusLagMs } = await receiveArgument<WorkerSubject>();

serve("ready", async (): Promise<number> => {
  const cpu = process.cpuUsage();
  await using ledger = await PostgresLedger.open(ledgerUrl);
  const { isComplete } = await runRollout({
    ledger,
    connect: connectTo(devices, { statusLagMs }),
    concurrency: atATime,
  });
  if (!isComplete) throw new Error("The rollout isn't complete.");
  const { user, system } = process.cpuUsage(cpu);
  return (user + system) / 1e6;
});
