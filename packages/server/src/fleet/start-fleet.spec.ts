import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { decode } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { type StartedFleet, type StartFleetOptions, startFleet } from "./start-fleet.ts";

const start = (options: Partial<StartFleetOptions> = {}) => startFleet({ devices: 3, ...options });

async function ask(
  { certificatePem }: StartedFleet,
  url: string | undefined,
  method: string,
  path: string,
  authorization: string,
): Promise<Buffer> {
  const outgoing = request(`${url}/rest/v1.2/${path}`, {
    method,
    ca: certificatePem,
    headers: { accept: "application/xml", authorization },
  }).end();
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  return Buffer.from(await text(incoming));
}

/** Returns the host name and the role that a device reports. */
async function identify(fleet: StartedFleet, url: string | undefined) {
  const credentials = Buffer.from(`${fleet.user}:${fleet.password}`).toString("base64");
  const token = await ask(fleet, url, "POST", "auth/token", `Basic ${credentials}`);
  const bearer = `Bearer ${decode("AccessTokenResponse", token).data.accessToken}`;
  const status = await ask(fleet, url, "GET", "system/status", bearer);
  const { hostName, role } = decode("SystemStatusResponse", status).data;
  return { hostName, role };
}

test("each port serves a device of its own, with one certificate", async () => {
  await using fleet = await start();
  const [first, , third] = fleet.devices;
  expect(new Set(fleet.devices.map(({ url }) => url)).size).toBe(3);
  expect(await identify(fleet, first?.url)).toEqual({ hostName: "sbc-001", role: "standalone" });
  expect(await identify(fleet, third?.url)).toEqual({ hostName: "sbc-003", role: "standalone" });
  first?.device.edit({ text: "only here" });
  expect(third?.device.configurations().editing.text).not.toBe("only here");
});

test("every two devices form an HA pair on request", async () => {
  await using fleet = await start({ devices: 4, pairs: true });
  const found = await Promise.all(fleet.devices.map(({ url }) => identify(fleet, url)));
  expect(found).toEqual([
    { hostName: "sbc-001a", role: "active" },
    { hostName: "sbc-001b", role: "standby" },
    { hostName: "sbc-002a", role: "active" },
    { hostName: "sbc-002b", role: "standby" },
  ]);
  fleet.devices[0]?.device.reboot();
  expect(fleet.devices[0]?.device.setup.peerName).toBe("sbc-001b");
});

test("options take precedence over the scenario", async () => {
  await using fleet = await start({
    devices: 1,
    scenario: { description: "Slow.", durations: { save: "9 s", token: "30 s" } },
    durations: { save: "2 s" },
  });
  expect(fleet.devices[0]?.device.setup.durations).toMatchObject({ save: "2 s", token: "30 s" });
});

test("names the device in each line of the log", async () => {
  const lines: string[] = [];
  await using fleet = await start({ log: (line) => lines.push(line) });
  await identify(fleet, fleet.devices[1]?.url);
  expect(lines).toHaveLength(2);
  expect(lines.every((line) => line.startsWith("sbc-002 "))).toBe(true);
});

// Another process may take one of the ports in between.
test("listens on consecutive ports, and on none if one of them is taken", {
  retry: 3,
}, async () => {
  const taken = createServer().listen({ host: "127.0.0.1", port: 0 });
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  await expect(start({ port: port - 1 })).rejects.toThrow(/EADDRINUSE/);
  taken.close();
  await once(taken, "close");
  await using fleet = await start({ port: port - 1 });
  expect(fleet.devices.map(({ url }) => Number(new URL(url).port) - port)).toEqual([-1, 0, 1]);
});

test("refuses an invalid share", async () => {
  const scenario = { description: "Invalid.", shares: [{ percent: 101 }] };
  await expect(start({ scenario })).rejects.toThrow("shares[0].percent: Expected 0 to 100");
});

test("close() ends all connections", async () => {
  const fleet = await start();
  await identify(fleet, fleet.devices[2]?.url);
  await fleet.close();
  await expect(identify(fleet, fleet.devices[2]?.url)).rejects.toThrow();
});
