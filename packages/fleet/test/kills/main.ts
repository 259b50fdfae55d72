// `pnpm --filter @asyncstatus/fleet kills [--devices 20] [--kills 5] [--stops 0] [--seed N]`: kills a rollout with
// SIGKILL, stops it with SIGSTOP for some seconds, and compares the devices' own records with the ledger.
// `--apply`: the rollout of a change file. `--rollback`: its rollback, which is disturbed.
// `--postgres [--restarts 1]`: with two workers, whose ledger is in a PostgreSQL that is stopped and started.
// `--full-disks N`: the disk of the ledger has no free block for some seconds. Needs root, or sudo.
// `--clock-jumps N`: the wall clock of a worker is set forward or back, by minutes or hours.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Change } from "@asyncstatus/client";
import {
  type Ledger,
  PostgresLedger,
  planUnits,
  readPlan,
  SqliteLedger,
  withChange,
} from "../../src/index.ts";
import { startPostgres } from "../postgres/start-postgres.ts";
import { rollbackViolations, type UnitRecord, violations } from "./check-record.ts";
import { disturbances } from "./disturbances.ts";
import { randomFrom } from "./random-from.ts";
import { startFleet } from "./simulated-fleet.ts";
import { mountSmallDisk } from "./small-disk.ts";
import { Computer } from "./worker-processes.ts";

const { values } = parseArgs({
  options: {
    devices: { type: "string", default: "20" },
    kills: { type: "string", default: "5" },
    stops: { type: "string", default: "0" },
    postgres: { type: "boolean", default: false },
    restarts: { type: "string", default: "1" },
    "full-disks": { type: "string", default: "0" },
    "clock-jumps": { type: "string", default: "0" },
    apply: { type: "boolean", default: false },
    rollback: { type: "boolean", default: false },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
  },
});
const [count, seed] = [Number(values.devices), Number(values.seed)];
// A commit makes no backup to roll back to.
const applies = values.apply || values.rollback;
const counts = {
  kill: Number(values.kills),
  stop: Number(values.stops),
  restart: values.postgres ? Number(values.restarts) : 0,
  fullDisk: Number(values["full-disks"]),
  clockJump: Number(values["clock-jumps"]),
};
const random = randomFrom(seed);
// A short life of tokens: the lock of a killed process ends with its token.
const tokenLifetimeMs = 8_000;
const password = "the kill trial's canary-in-the-mine";
// An empty PostgreSQL needs 40 MB.
const disk = counts.fullDisk > 0 ? mountSmallDisk(values.postgres ? 128 : 8) : undefined;
const postgres = values.postgres ? await startPostgres(disk?.folder) : undefined;
const folder = mkdtempSync(join(tmpdir(), "asyncstatus-kills-"));
const ledgerFile = join(disk?.folder ?? folder, "rollout.ledger");
const fleetFile = join(folder, "fleet.json");
const change: Change = {
  elements: [
    { type: "system-config", attributes: { location: "attic" } },
    { type: "session-agent", attributes: { hostname: "sa1.example", "realm-id": "core" } },
  ],
};
const plan = readPlan(`
rollout: 1
change: ${applies ? "{ apply: change.yaml }" : "{ commit: {} }"}
waves: [{ name: canary, count: 4 }, { name: rest }]
limits: { total: ${postgres ? 12 : 6} }
gates: { after: [healthy] }
`);
const fleet = await startFleet(count, { password, tokenLifetimeMs, random, isEdited: !applies });
const { devices, hosts } = fleet;
writeFileSync(fleetFile, JSON.stringify({ ledger: ledgerFile, hosts, tokenLifetimeMs }));

const tested = applies ? withChange(plan, change) : plan;
const content = {
  plan: tested,
  devices,
  units: planUnits(tested, devices),
  by: "kill trial",
};
const url = postgres?.url("kills");
const created: Ledger =
  url === undefined
    ? SqliteLedger.create(ledgerFile, content)
    : await PostgresLedger.create(url, content);
await created.close();
const openLedger = async (): Promise<Ledger> =>
  url === undefined ? SqliteLedger.open(ledgerFile) : await PostgresLedger.open(url);

const begin = performance.now();
const env = { FLEET_PASSWORD: password, ...(url && { FLEET_LEDGER_URL: url }) };
const computers = (postgres ? [1, 2] : [1]).map(() => new Computer(fleetFile, env));
const ends = Promise.all(computers.map((computer) => computer.run()));
let isOver = false;
void ends.then(() => {
  isOver = true;
});
// Each device accepts three requests or more, the last ones of all within some hundred milliseconds.
let [first, last] = [0, 2.4 * count];
if (values.rollback) {
  // Some units have taken the change, some are being changed, some wait.
  await Promise.race([fleet.untilAccepted(2.4 * count), ends]);
  await using ledger = await openLedger();
  await ledger.rollBack({ by: "kill trial", atMs: Date.now() });
  [first, last] = [fleet.accepted(), 4.4 * count];
}
const actions = disturbances({ computers, postgres, disk, tokenLifetimeMs, random });
const names = Object.keys(counts) as (keyof typeof counts)[];
const done = { kill: 0, stop: 0, restart: 0, fullDisk: 0, clockJump: 0 };
const toDo = names
  .flatMap((name) =>
    Array.from({ length: counts[name] }, (_, index) => {
      // The change of a unit is repeated once, so that a second jump in it would be one too many.
      const part = name === "clockJump" ? (index + random() / 2) / counts[name] : random();
      return { name, moment: first + part * (last - first) };
    }),
  )
  .toSorted((a, b) => a.moment - b.moment);
for (const { name, moment } of toDo) {
  const isDue = fleet.untilAccepted(moment).then(() => sleep(random() * 150));
  await Promise.race([isDue, ends]);
  if (!isOver && (await actions[name]())) done[name] += 1;
}
const codes = await ends;

await using ledger = await openLedger();
const records = await ledger.units();
const units: UnitRecord[] = records.map(({ name, wave, groups, state }) => {
  const [group] = groups;
  return {
    ...{ name, wave: wave === "canary" ? 0 : 1, state, requests: fleet.requests(name) },
    ...(group !== undefined && { group }),
    isRunning: fleet.isRunning(name, applies ? change : undefined),
    isAsBefore: fleet.isAsBefore(name),
  };
});
const audit = await ledger.audit();
const settled = audit.filter(({ event }) => event.type === "outcome" && event.settled).length;
const accepted = (wanted: string) =>
  units.flatMap(({ requests }) => requests).filter(({ operation }) => operation === wanted).length;
const inState = (wanted: string) => units.filter(({ state }) => state === wanted).length;
const ledgerEnds = computers.reduce((sum, computer) => sum + computer.ledgerEnds, 0);
const problem = await ledger.auditProblem();
const ended = values.rollback ? ["rolled-back", "waiting"] : ["succeeded"];
const found = [
  ...(values.rollback ? rollbackViolations(units) : violations(units)),
  ...records.flatMap(({ name, state, result }) =>
    ended.includes(state) ? [] : [`${name} is ${state}: ${result?.summary}`],
  ),
  ...codes.flatMap((code) => (code === 0 ? [] : [`a worker ended with ${code}`])),
  ...(problem === undefined ? [] : [problem]),
  ...names.flatMap((name) =>
    done[name] === counts[name] ? [] : [`${done[name]} of ${counts[name]} times ${name}`],
  ),
];
await ledger.close();
await postgres?.remove();
disk?.remove();
await fleet.close();
rmSync(folder, { recursive: true });
const seconds = Math.round((performance.now() - begin) / 1_000);
const kind = values.rollback ? "rollback" : values.apply ? "apply" : "commit";
console.log(
  `${kind}, ${postgres ? "PostgreSQL" : "SQLite"}, ${count} devices, ${done.kill} kills, ${done.stop} stops, ` +
    `${done.restart} restarts of PostgreSQL, ${done.fullDisk} full disks (${ledgerEnds} ends of workers), ` +
    `${done.clockJump} clock jumps, seed ${seed}: ${inState("succeeded")} succeeded, ` +
    `${inState("rolled-back")} rolled back, ${settled} steps settled, ` +
    `${accepted("save") - accepted("activate")} saves repeated, ${audit.length} audit entries, ${seconds} s`,
);
for (const text of found) console.log(`  ${text}`);
console.log(`${found.length} violations`);
process.exitCode = found.length === 0 ? 0 : 1;
