// `pnpm --filter @asyncstatus/fleet kills [--devices 20] [--kills 5] [--seed N] [--apply]`: kills a rollout with SIGKILL, and
// compares the devices' own records with the ledger.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Change } from "@asyncstatus/client";
import { type StartedDevice, startDevice } from "@asyncstatus/server";
import { SqliteLedger } from "../../src/index.ts";
import { type RecordedRequest, type UnitRecord, violations } from "./check-record.ts";
import { randomFrom } from "./random-from.ts";

const { values } = parseArgs({
  options: {
    devices: { type: "string", default: "20" },
    kills: { type: "string", default: "5" },
    apply: { type: "boolean", default: false },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
  },
});
const [count, kills, seed] = [Number(values.devices), Number(values.kills), Number(values.seed)];
const random = randomFrom(seed);
// A short life of tokens: the lock of a killed process ends with its token.
const tokenLifetimeMs = 8_000;
const password = "the kill trial's canary-in-the-mine";
const folder = mkdtempSync(join(tmpdir(), "asyncstatus-kills-"));
const ledgerFile = join(folder, "rollout.ledger");
const fleetFile = join(folder, "fleet.json");
const plan = `
rollout: 1
change: ${values.apply ? "{ apply: change.yaml }" : "{ commit: {} }"}
waves: [{ name: canary, count: 4 }, { name: rest }]
limits: { total: 6 }
gates: { after: [healthy] }
`;
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
writeFileSync(
  fleetFile,
  JSON.stringify({ ledger: ledgerFile, plan, change, devices, hosts, tokenLifetimeMs }),
);

/** Runs a worker, and kills it some milliseconds after the devices have accepted some requests. */
async function runWorker(kill?: { readonly after: number; readonly ms: number }) {
  const worker = spawn(process.execPath, [join(import.meta.dirname, "worker.ts"), fleetFile], {
    env: { ...process.env, FLEET_PASSWORD: password },
    stdio: "inherit",
  });
  const exit = once(worker, "exit");
  if (kill) {
    accepted = 0;
    const enough = new Promise<void>((resolve) => {
      onAccepted = () => {
        accepted += 1;
        if (accepted >= kill.after) resolve();
      };
    });
    await Promise.race([enough.then(() => sleep(kill.ms)), exit]);
    worker.kill("SIGKILL");
  }
  const [code] = await exit;
  return code as number | null;
}

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

const begin = performance.now();
let killed = 0;
let code: number | null = null;
for (let run = 0; run <= kills; run += 1) {
  const kill = { after: 1 + Math.floor(random() * count * 0.4), ms: random() * 150 };
  code = await runWorker(run < kills ? kill : undefined);
  if (run < kills && code === null) killed += 1;
}

await using ledger = SqliteLedger.open(ledgerFile);
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
const audit = await ledger.audit();
const settled = audit.filter(({ event }) => event.type === "outcome" && event.settled).length;
const saves = [...requests.values()].flat().filter(({ operation }) => operation === "save").length;
const problem = await ledger.auditProblem();
const found = [
  ...violations(units),
  ...units.flatMap(({ name, state }) => (state === "succeeded" ? [] : [`${name} is ${state}`])),
  ...(code === 0 ? [] : [`the last worker ended with ${code}`]),
  ...(problem === undefined ? [] : [problem]),
  ...(killed === kills ? [] : [`only ${killed} of ${kills} workers were killed`]),
];
for (const device of started.values()) await device.close();
rmSync(folder, { recursive: true });
const seconds = Math.round((performance.now() - begin) / 1_000);
console.log(
  `${values.apply ? "apply, " : ""}${count} devices, ${killed} kills, seed ${seed}: ${settled} steps settled, ` +
    `${saves - count} saves repeated, ${audit.length} audit entries, ${seconds} s`,
);
for (const text of found) console.log(`  ${text}`);
console.log(`${found.length} violations`);
process.exitCode = found.length === 0 ? 0 : 1;
