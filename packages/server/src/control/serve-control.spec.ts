import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { ManualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { startDevice } from "../start-device.ts";

const start = () => startDevice({ clock: new ManualClock(), control: true });

/** Sends a request with headers that `fetch` forbids. */
async function ask(
  url: string,
  headers: Record<string, string> = {},
  { method = "GET", body = "" } = {},
) {
  const outgoing = request(url, { method, headers, agent: false }).end(body);
  const [incoming] = await once(outgoing, "response");
  return { status: incoming.statusCode, body: await text(incoming) };
}

test("the control interface is off by default", async () => {
  await using without = await startDevice({ clock: new ManualClock() });
  expect(without.controlUrl).toBeUndefined();
});

test("listens on the loopback interface, on a port of its own, in plain HTTP", async () => {
  await using started = await start();
  expect(started.controlUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const response = await fetch(`${started.controlUrl}/edit`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"text":"by control"}',
  });
  expect(response.status).toBe(200);
  expect(started.device.configurations().editing.text).toBe("by control");
});

test("listens on a given port; fails and stops the device if it is in use", async () => {
  await using first = await start();
  const port = Number(new URL(first.controlUrl ?? "").port);
  await expect(startDevice({ control: { port } })).rejects.toMatchObject({ code: "EADDRINUSE" });
  await first.close();
  await using second = await startDevice({ control: { port } });
  expect(second.controlUrl).toBe(first.controlUrl);
});

test("stops with the device, whatever is in progress", async () => {
  const started = await start();
  const port = Number(new URL(started.controlUrl ?? "").port);
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  const since = performance.now();
  await started.close();
  expect(performance.now() - since).toBeLessThan(1_000);
  await expect(fetch(`${started.controlUrl}/`)).rejects.toThrow();
});

test.each<{ name: string; headers: Record<string, string> }>([
  { name: "a page on another site", headers: { origin: "https://attacker.example" } },
  { name: "a page on this computer", headers: { origin: "http://localhost:3000" } },
  { name: "a page without an origin", headers: { origin: "null" } },
  { name: "an image on a page", headers: { "sec-fetch-site": "cross-site" } },
  { name: "a name that points here", headers: { host: "attacker.example" } },
  { name: "the address of another interface", headers: { host: "192.0.2.1" } },
])("refuses $name, both to read and to write", async ({ headers }) => {
  await using started = await start();
  const url = started.controlUrl ?? "";
  const read = await ask(url, headers);
  expect({ status: read.status, code: JSON.parse(read.body).error.code }).toEqual({
    status: 403,
    code: "forbidden",
  });
  const json = { ...headers, "content-type": "application/json" };
  const write = await ask(`${url}/edit`, json, { method: "POST", body: '{"text":"x"}' });
  expect(write.status).toBe(403);
  expect((await ask(`${url}/edit`, headers, { method: "OPTIONS" })).status).toBe(403);
  expect(started.device.configurations().editing.text).toBe("initial");
});

test.each(["localhost", "127.0.0.1", "[::1]"])("accepts the host %s", async (host) => {
  await using started = await start();
  const { port } = new URL(started.controlUrl ?? "");
  const { status } = await ask(started.controlUrl ?? "", { host: `${host}:${port}` });
  expect(status).toBe(200);
});

test("refuses a body that is too large", async () => {
  await using started = await start();
  const body = JSON.stringify({ text: "x".repeat(5 * 1024 * 1024) });
  const headers = { "content-type": "application/json", "content-length": `${body.length}` };
  const outgoing = request(`${started.controlUrl}/edit`, { method: "POST", headers });
  outgoing.on("error", () => {});
  outgoing.end(body);
  const [incoming] = await once(outgoing, "response");
  expect(incoming.statusCode).toBe(413);
});

test("closes the connection of a client that sends too slowly", async () => {
  await using started = await start();
  const socket = connect(Number(new URL(started.controlUrl ?? "").port), "127.0.0.1");
  socket.write("POST /edit HTTP/1.1\r\nHost: localhost\r\n");
  const received = await text(socket);
  expect(received).toMatch(/^HTTP\/1\.1 408 /);
}, 10_000);
