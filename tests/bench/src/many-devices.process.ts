// Started by `manyDevices` once per round: creates devices in memory and reports the memory they use.

import { createInMemoryDevice, type InMemoryDevice } from "@asyncstatus/server";
import { memory } from "./measure.ts";
import { receiveArgument, serve } from "./other-process.ts";

const count = await receiveArgument<number>();

// The first device loads and compiles the code; it is not counted.
await use(await createInMemoryDevice(), "activate");
const before = memory();
const devices: InMemoryDevice[] = [];
for (let i = 0; i < count; i += 1) {
  const device = await createInMemoryDevice({ hostName: `sbc${i}` });
  devices.push(device);
  await use(device, i % 2 === 0 ? "save" : "verify");
}
const after = memory();
expectOwnState();
serve({ resident: after.resident - before.resident, heap: after.heap - before.heap });

/** Logs in, takes the lock and starts a request that stays in progress. */
async function use(device: InMemoryDevice, operation: "save" | "verify" | "activate") {
  const basic = `Basic ${btoa(`${device.user}:${device.password}`)}`;
  const login = await ask(device, "POST", "auth/token", basic);
  const bearer = `Bearer ${/<accessToken>(.+)<\/accessToken>/.exec(login)?.[1]}`;
  await ask(device, "POST", "configuration/lock", bearer);
  const method = operation === "activate" ? "POST" : "PUT";
  await ask(device, method, `configuration/management?action=${operation}`, bearer);
}

async function ask({ fetch, url }: InMemoryDevice, method: string, path: string, by: string) {
  const headers = { accept: "application/xml", authorization: by };
  const response = await fetch(`${url}/rest/v1.2/${path}`, { method, headers });
  if (!response.ok) throw new Error(`Expected success of ${path}, got ${response.status}.`);
  return response.text();
}

/** @throws {Error} If devices share state. */
function expectOwnState(): void {
  for (const [i, { device }] of devices.entries()) {
    const { hostName } = device.systemStatus();
    const { operation } = device.asyncStatus().operationState ?? {};
    if (hostName === `sbc${i}` && operation === (i % 2 === 0 ? "save" : "verify")) continue;
    throw new Error(`Expected device ${i} to have its own state, got ${hostName}, ${operation}.`);
  }
}
