import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { ManualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { startDevice } from "../start-device.ts";

const start = () => startDevice({ clock: new ManualClock(), control: true });

/** Asks as nobody but a program can: with whatever headers. */
async function ask(
  url: string,
  headers: Record<string, string> = {},
  { method = "GET", body = "" } = {},
) {
  const outgoing = request(url, { method, headers, agent: false }).end(body);
  const [incoming] = await once(outgoing, "response");
  return { status: incoming.statusCode, body: await text(incoming) };
}

test("the control interface is off, unless it is asked for", async () => {
  await using without = await startDevice({ clock: new ManualClock() });
  expect(without.controlUrl).toBeUndefined();
});

test("it listens on the loopback interface, on a port of its own, in plain HTTP", async () => {
  await using started = await start();
  expect(started.controlUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const answer = await fetch(`${started.controlUrl}/edit`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"text":"by control"}',
  });
  expect(answer.status).toBe(200);
  expect(started.device.configurations().editing.text).toBe("by control");
});

test("its port can be chosen, and one that is taken is told and leaves nothing behind", async () => {
  await using first = await start();
  const port = Number(new URL(first.controlUrl ?? "").port);
  await expect(startDevice({ control: { port } })).rejects.toMatchObject({ code: "EADDRINUSE" });
  await first.close();
  await using second = await startDevice({ control: { port } });
  expect(second.controlUrl).toBe(first.controlUrl);
});

test("it stops with the device, whatever is under way", async () => {
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
  { name: "a page of elsewhere", headers: { origin: "https://attacker.example" } },
  { name: "a page of this computer", headers: { origin: "http://localhost:3000" } },
  { name: "a page without an origin", headers: { origin: "null" } },
  { name: "an image of a page", headers: { "sec-fetch-site": "cross-site" } },
  { name: "a name that points here", headers: { host: "attacker.example" } },
  { name: "the address of another interface", headers: { host: "192.0.2.1" } },
])("$name is refused, whether it reads or writes", async ({ headers }) => {
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

test.each(["localhost", "127.0.0.1", "[::1]"])("%s is this computer", async (host) => {
  await using started = await start();
  const { port } = new URL(started.controlUrl ?? "");
  const { status } = await ask(started.controlUrl ?? "", { host: `${host}:${port}` });
  expect(status).toBe(200);
});

test("a body that is too large is refused", async () => {
  await using started = await start();
  const body = JSON.stringify({ text: "x".repeat(5 * 1024 * 1024) });
  const headers = { "content-type": "application/json", "content-length": `${body.length}` };
  const outgoing = request(`${started.controlUrl}/edit`, { method: "POST", headers });
  outgoing.on("error", () => {});
  outgoing.end(body);
  const [incoming] = await once(outgoing, "response");
  expect(incoming.statusCode).toBe(413);
});

test("a client that sends too slowly is cut off", async () => {
  await using started = await start();
  const socket = connect(Number(new URL(started.controlUrl ?? "").port), "127.0.0.1");
  socket.write("POST /edit HTTP/1.1\r\nHost: localhost\r\n");
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
}, 10_000);
