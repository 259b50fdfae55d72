// Started by `rollout` once per subject: commits on all devices, by a rollout or by itself.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planUnits, readPlan, runRollout, SqliteLedger } from "@asyncstatus/fleet";
import { connectTo } from "./connect-to.ts";
import { receiveArgument, serve } from "./other-process.ts";
import type { Committed, RolloutSubject } from "./rollout.ts";

const { by, devices, atATime, statusLagMs } = await receiveArgument<RolloutSubject>();
const hosts = devices.map(({ url }) => new URL(url).host);
const folder = mkdtempSync(join(tmpdir(), "asyncstatus-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "rollout.ledger");
let requests = 0;

const open = connectTo(devices, {
  statusLagMs,
  onRequest: () => {
    requests += 1;
  },
});

/** Commits on all devices without a ledger. */
async function commitEach(): Promise<void> {
  const left = [...hosts];
  const commitNext = async (): Promise<void> => {
    for (let host = left.pop(); host !== undefined; host = left.pop()) {
      const sbc = await open(host);
      await sbc.systemStatus();
      const { outcome } = await sbc.commit({ compare: true });
      if (outcome !== "succeeded") throw new Error(`The commit on ${host} failed.`);
      await sbc.close();
    }
  };
  await Promise.all(Array.from({ length: atATime }, commitNext));
}

async function rollOut(): Promise<void> {
  const plan = readPlan(
    `rollout: 1\nchange: { commit: {} }\nwaves: [{ name: all }]\nlimits: { total: ${atATime} }\n`,
  );
  const inventory = hosts.map((host) => ({ host }));
  const content = { plan, devices: inventory, units: planUnits(plan, inventory), by: "bench" };
  await using ledger = SqliteLedger.create(file, content);
  const { isComplete } = await runRollout({ ledger, connect: open, alone: true });
  if (!isComplete) throw new Error("The rollout isn't complete.");
}

/** Returns the writes of a device, and the seconds until a process has resumed the rollout. */
async function readLedger() {
  const begin = performance.now();
  await using ledger = SqliteLedger.open(file);
  await runRollout({ ledger, connect: open, alone: true });
  const resumeSeconds = (performance.now() - begin) / 1_000;
  const entries = await ledger.audit();
  // An outcome is written with the step after it.
  const writes = entries.filter(({ event }) => event.type !== "outcome").length;
  return { resumeSeconds, writesEach: (writes - 1) / devices.length };
}

serve("ready", async (): Promise<Committed> => {
  const begin = performance.now();
  const cpu = process.cpuUsage();
  await (by === "rollout" ? rollOut() : commitEach());
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - begin) / 1_000;
  const resident = process.resourceUsage().maxRSS * 1_024;
  const requestsEach = requests / devices.length;
  return {
    ...{ seconds, resident, requestsEach, cpuSeconds: (user + system) / 1e6 },
    ...(by === "rollout" ? await readLedger() : { resumeSeconds: 0, writesEach: 0 }),
  };
});
