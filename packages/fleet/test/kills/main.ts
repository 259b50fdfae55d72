// `pnpm --filter @asyncstatus/fleet kills [--devices 20] [--kills 5] [--stops 0] [--seed N] [--apply]`: kills a rollout
// with SIGKILL, stops it with SIGSTOP for some seconds, and compares the devices' own records with the ledger.
// `--postgres [--restarts 1]`: with two workers, whose ledger is in a PostgreSQL that is stopped and started.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Change } from "@asyncstatus/client";
import { type StartedDevice, startDevice } from "@asyncstatus/server";
import {
  type Ledger,
  PostgresLedger,
  planUnits,
  readPlan,
  SqliteLedger,
  withChange,
} from "../../src/index.ts";
import { startPostgres } from "../postgres/start-postgres.ts";
import { type RecordedRequest, type UnitRecord, violations } from "./check-record.ts";
import { randomFrom } from "./random-from.ts";

const { values } = parseArgs({
  options: {
    devices: { type: "string", default: "20" },
    kills: { type: "string", default: "5" },
    stops: { type: "string", default: "0" },
    postgres: { type: "boolean", default: false },
    restarts: { type: "string", default: "1" },
    apply: { type: "boolean", default: false },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
  },
});
const [count, kills, seed] = [Number(values.devices), Number(values.kills), Number(values.seed)];
const stops = Number(values.stops);
const postgres = values.postgres ? await startPostgres() : undefined;
const restarts = postgres ? Number(values.restarts) : 0;
const random = randomFrom(seed);
// A short life of tokens: the lock of a killed process ends with its token.
const tokenLifetimeMs = 8_000;
const password = "the kill trial's canary-in-the-mine";
const folder = mkdtempSync(join(tmpdir(), "asyncstatus-kills-"));
const ledgerFile = join(folder, "rollout.ledger");
const fleetFile = join(folder, "fleet.json");
const plan = readPlan(`
rollout: 1
change: ${values.apply ? "{ apply: change.yaml }" : "{ commit: {} }"}
waves: [{ name: canary, count: 4 }, { name: rest }]
limits: { total: ${postgres ? 12 : 6} }
gates: { after: [healthy] }
`);
const change: Change = {
  elements: [
    { type: "system-config", attributes: { location: "attic" } },
    { type: "session-agent", attributes: { hostname: "sa1.example", "realm-id": "core" } },
  ],
};

let accepted = 0;
let onAccepted = () => {};
const requests = new Map<string, RecordedRequest[]>();
const started = new Map<string, StartedDevice>();
const devices: { host: string; group?: string }[] = [];
for (let index = 0; index < count; index += 1) {
  const host = `sbc-${index}`;
  const own: RecordedRequest[] = [];
  requests.set(host, own);
  devices.push({ host, ...(index % 3 > 0 && { group: `group-${Math.floor(index / 3)}` }) });
  started.set(
    host,
    await startDevice({
      password,
      durations: {
        token: tokenLifetimeMs,
        verify: 100 + random() * 200,
        save: 100 + random() * 200,
        activate: 200 + random() * 800,
      },
      ...(!values.apply && { initialState: { edited: { text: "new realm" } } }),
      onEvent(event) {
        if (event.kind === "accepted") {
          own.push({ operation: event.operation, acceptedAtMs: Date.now() });
          accepted += 1;
          onAccepted();
        }
        if (event.kind !== "ended") return;
        const index = own.findIndex(
          ({ operation, endedAtMs }) => operation === event.operation && endedAtMs === undefined,
        );
        const request = own[index];
        if (request) own[index] = { ...request, endedAtMs: Date.now() };
      },
    }),
  );
}
const hosts = Object.fromEntries(
  [...started].map(([host, { url, fingerprint256 }]) => [host, { url, fingerprint256 }]),
);
writeFileSync(fleetFile, JSON.stringify({ ledger: ledgerFile, hosts, tokenLifetimeMs }));
const tested = values.apply ? withChange(plan, change) : plan;
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

/** Starts a worker, and another one whenever it is killed. Returns its exit code. */
async function runWorkers(running: Set<ChildProcess>): Promise<number | null> {
  for (;;) {
    const worker = spawn(process.execPath, [join(import.meta.dirname, "worker.ts"), fleetFile], {
      env: { ...process.env, FLEET_PASSWORD: password, ...(url && { FLEET_LEDGER_URL: url }) },
      stdio: "inherit",
    });
    running.add(worker);
    const [code, signal] = await once(worker, "exit");
    running.delete(worker);
    if (signal !== "SIGKILL") return code;
  }
}

const begin = performance.now();
const running = new Set<ChildProcess>();
const ends = Promise.all((postgres ? [1, 2] : [1]).map(() => runWorkers(running)));
let isOver = false;
void ends.then(() => {
  isOver = true;
});
const pick = () => [...running][Math.floor(random() * running.size)];
const actions = {
  async kill() {
    return pick()?.kill("SIGKILL");
  },
  async stop() {
    const worker = pick();
    // Its token ends meanwhile, or doesn't. Not waited for: the other worker may come to the end in that time.
    void sleep(random() * 1.5 * tokenLifetimeMs).then(() => worker?.kill("SIGCONT"));
    return worker?.kill("SIGSTOP");
  },
  async restart() {
    await postgres?.stop(random() < 0.5 ? "immediate" : "fast");
    await sleep(random() * 2_000);
    await postgres?.start();
    return true;
  },
};
const toDo = [
  ...Array.from({ length: kills }, () => "kill" as const),
  ...Array.from({ length: stops }, () => "stop" as const),
  ...Array.from({ length: restarts }, () => "restart" as const),
]
  .map((action) => ({ action, order: random() }))
  .toSorted((a, b) => a.order - b.order);
const done = { kill: 0, stop: 0, restart: 0 };
// Each device accepts three requests or more, the last ones of all within some hundred milliseconds.
const moments = toDo.map(() => random() * 2.4 * count).toSorted((a, b) => a - b);
for (const [index, { action }] of toDo.entries()) {
  const moment = moments[index] ?? 0;
  const enough = new Promise<void>((resolve) => {
    onAccepted = () => {
      if (accepted >= moment) resolve();
    };
    onAccepted();
  });
  await Promise.race([enough.then(() => sleep(random() * 150)), ends]);
  if (!isOver && (await actions[action]())) done[action] += 1;
}
const codes = await ends;

await using ledger: Ledger =
  url === undefined ? SqliteLedger.open(ledgerFile) : await PostgresLedger.open(url);
const units: UnitRecord[] = (await ledger.units()).map(({ name, wave, groups, state }) => {
  const { currentVersion, runningVersion } =
    started.get(name)?.device.configurationVersions() ?? {};
  const [group] = groups;
  return {
    ...{ name, wave: wave === "canary" ? 0 : 1, state, requests: requests.get(name) ?? [] },
    ...(group !== undefined && { group }),
    isRunning:
      runningVersion === currentVersion &&
      runningVersion !== 1 &&
      (!values.apply || hasChange(name)),
  };
});
/** Returns true if all elements of the change file run on a device. */
function hasChange(name: string): boolean {
  const { device } = started.get(name) ?? {};
  return change.elements.every(({ type, attributes = {} }) =>
    device
      ?.findElements({ type }, "running")
      .some((found) =>
        Object.entries(attributes).every(([key, value]) => found.attributes[key]?.[0] === value),
      ),
  );
}

const audit = await ledger.audit();
const settled = audit.filter(({ event }) => event.type === "outcome" && event.settled).length;
const saves = [...requests.values()].flat().filter(({ operation }) => operation === "save").length;
const problem = await ledger.auditProblem();
const found = [
  ...violations(units),
  ...units.flatMap(({ name, state }) => (state === "succeeded" ? [] : [`${name} is ${state}`])),
  ...codes.flatMap((code) => (code === 0 ? [] : [`a worker ended with ${code}`])),
  ...(problem === undefined ? [] : [problem]),
  ...(done.kill + done.stop + done.restart === toDo.length ? [] : ["the rollout ended too early"]),
];
await ledger.close();
await postgres?.remove();
for (const device of started.values()) await device.close();
rmSync(folder, { recursive: true });
const seconds = Math.round((performance.now() - begin) / 1_000);
console.log(
  `${values.apply ? "apply, " : ""}${count} devices, ${done.kill} kills, ${done.stop} stops, ` +
    `${done.restart} restarts of PostgreSQL, seed ${seed}: ${settled} steps settled, ` +
    `${saves - count} saves repeated, ${audit.length} audit entries, ${seconds} s`,
);
for (const text of found) console.log(`  ${text}`);
console.log(`${found.length} violations`);
process.exitCode = found.length === 0 ? 0 : 1;
