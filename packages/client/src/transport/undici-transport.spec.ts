import { execFile } from "node:child_process";
import type { Socket } from "node:net";
import { promisify } from "node:util";
import { expect, onTestFinished, test, vi } from "vitest";
import { get } from "./testing/get.ts";
import { identity, tcpPeer, tlsPeer } from "./testing/loopback.ts";
import type { Transport } from "./transport.ts";
import { type UndiciTransportOptions, undiciTransport } from "./undici-transport.ts";

const device = await identity();

function transport(options: UndiciTransportOptions = {}): Transport {
  const made = undiciTransport({ tls: { fingerprint256: device.fingerprint256 }, ...options });
  onTestFinished(() => made.close());
  return made;
}

function fakeTimers(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

test("polls share a connection, which outlives an interval of 50 s and not one of 70 s", async () => {
  fakeTimers();
  const peer = await tlsPeer(device);
  const poller = transport();
  const connections = [];
  for (const intervalMs of [0, 50_000, 50_000, 70_000]) {
    vi.advanceTimersByTime(intervalMs);
    await poller.request(get(peer.url));
    connections.push(peer.connections());
  }
  expect(connections).toEqual([1, 1, 1, 2]);
});

test("a connection is kept no longer than the device says", async () => {
  const peer = await tlsPeer(device, (socket) =>
    socket.write("HTTP/1.1 204 No Content\r\nKeep-Alive: timeout=1\r\n\r\n"),
  );
  await transport().request(get(peer.url));
  await peer.disconnected();
});

test("a connection that the device closed meanwhile is replaced", async () => {
  const open: Socket[] = [];
  const peer = await tlsPeer(device, (socket) => {
    open.push(socket);
    socket.write("HTTP/1.1 204 No Content\r\n\r\n");
  });
  const poller = transport();
  await poller.request(get(peer.url));
  open[0]?.end();
  await peer.disconnected();
  await poller.request(get(peer.url));
  expect(peer.connections()).toBe(2);
});

test("requests at the same time do not wait for one another", async () => {
  const waiting: Socket[] = [];
  const peer = await tlsPeer(device, (socket, nth) => {
    waiting.push(socket);
    if (nth < 3) return;
    for (const each of waiting) each.write("HTTP/1.1 204 No Content\r\n\r\n");
  });
  const poller = transport();
  const answers = [1, 2, 3].map(() => poller.request(get(peer.url)));
  await Promise.all(answers);
  expect(peer.connections()).toBe(3);
});

test("a connection that is not coming holds up no other request", async () => {
  const handshakes: unknown[] = [];
  const peer = await tlsPeer(device, undefined, {
    SNICallback: (name, done) => {
      if (handshakes.push(name) > 1) done(null);
    },
  });
  const poller = transport({ tls: { insecure: true, serverName: "localhost" } });
  const [first, second] = [1, 2].map(() => poller.request(get(peer.url)));
  await expect(second).resolves.toMatchObject({ status: 200 });
  const closed = expect(first).rejects.toMatchObject({ code: "closed", notSent: true });
  await poller.close();
  await closed;
});

test("a connection that takes too long to make is given up", async () => {
  const peer = await tcpPeer(() => {});
  const hasty = transport({ connectTimeoutMs: 30 });
  await expect(hasty.request(get(peer.url))).rejects.toMatchObject({
    code: "timeout",
    notSent: true,
    message: expect.stringContaining("no connection within 30 ms"),
  });
  await peer.disconnected();
});

test("a connection may take for ever to make", async () => {
  const peer = await tlsPeer(device);
  const patient = transport({ connectTimeoutMs: Infinity });
  await expect(patient.request(get(peer.url))).resolves.toMatchObject({ status: 200 });
});

test("close ends idle connections and refuses later requests", async () => {
  const peer = await tlsPeer(device);
  const closed = transport();
  await closed.request(get(peer.url));
  await Promise.all([closed.close(), closed.close()]);
  await peer.disconnected();
  await expect(closed.request(get(peer.url))).rejects.toMatchObject({
    code: "closed",
    notSent: true,
  });
});

test.each([
  { stage: "before the answer", sent: "" },
  { stage: "in the body", sent: "HTTP/1.1 200 OK\r\n\r\nabc" },
])("close cuts a request in flight: $stage", async ({ sent }) => {
  const sending = Promise.withResolvers<void>();
  const closed = transport();
  // Some time for the answer's head to arrive.
  const peer = await tlsPeer(device, (socket) =>
    socket.write(sent, () => setTimeout(sending.resolve, 10)),
  );
  const codes: unknown[] = [];
  const request = closed.request(get(peer.url));
  request.catch(({ code, notSent }) => codes.push(code, notSent));
  await sending.promise;
  await closed.close();
  expect(codes).toEqual(["closed", false]);
  await peer.disconnected();
});

test("close ends a connection that is still being made, and leaves no timer", async () => {
  fakeTimers();
  const closed = transport();
  const peer = await tcpPeer((socket) => socket.once("data", () => closed.close()));
  await expect(closed.request(get(peer.url))).rejects.toMatchObject({
    code: "closed",
    notSent: true,
  });
  await peer.disconnected();
  expect(vi.getTimerCount()).toBe(0);
});

test("an idle transport lets the process end", async () => {
  const peer = await tlsPeer(device);
  const module = new URL("./undici-transport.ts", import.meta.url).href;
  const script = `
    const { undiciTransport } = await import(${JSON.stringify(module)});
    await undiciTransport({ tls: { insecure: true } }).request({
      method: "GET", url: new URL(${JSON.stringify(peer.url)}), headers: {}, timeoutMs: 60_000,
    });
  `;
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    timeout: 4_000,
  });
  expect(peer.connections()).toBe(1);
});
