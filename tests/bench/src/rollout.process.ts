// Started by `rollout` once per subject: commits on all devices, by a rollout or by itself.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Sbc } from "@asyncstatus/client";
import { undiciTransport } from "@asyncstatus/client/undici";
import { planUnits, readPlan, runRollout, SqliteLedger } from "@asyncstatus/fleet";
import { receiveArgument, serve } from "./other-process.ts";
import type { Committed, RolloutSubject } from "./rollout.ts";

const { by, devices, atATime, statusLagMs } = await receiveArgument<RolloutSubject>();
const served = new Map(devices.map((device) => [new URL(device.url).host, device]));
const folder = mkdtempSync(join(tmpdir(), "asyncstatus-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "rollout.ledger");
let requests = 0;

async function open(host: string): Promise<Sbc> {
  const device = served.get(host);
  if (!device) throw new Error(`There is no device ${host}.`);
  const transport = undiciTransport({ tls: { ca: device.certificatePem } });
  return connect({
    host: device.url,
    credentials: device,
    statusLagMs,
    transport: {
      request(request) {
        requests += 1;
        return transport.request(request);
      },
      close: () => transport.close(),
    },
  });
}

/** Commits on all devices without a ledger. */
async function commitEach(): Promise<void> {
  const hosts = [...served.keys()];
  const commitNext = async (): Promise<void> => {
    for (let host = hosts.pop(); host !== undefined; host = hosts.pop()) {
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
  const inventory = [...served.keys()].map((host) => ({ host }));
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
