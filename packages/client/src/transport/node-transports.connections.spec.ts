import { execFile } from "node:child_process";
import type { Socket } from "node:net";
import { promisify } from "node:util";
import { expect, onTestFinished, test, vi } from "vitest";
import { get } from "../testing/get.ts";
import { identity, tcpPeer, tlsPeer } from "../testing/loopback.ts";
import { type By, both, byBoth, openTransport } from "../testing/node-transports.ts";
import type { NodeTransportOptions } from "./node-transport.ts";
import type { Transport } from "./transport.ts";

const device = await identity();

function transport(by: By, options: NodeTransportOptions = {}): Transport {
  return openTransport(by, { tls: { fingerprint256: device.fingerprint256 }, ...options });
}

function fakeTimers(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

test.each(both)("reuses a connection, by %s", async (by) => {
  const peer = await tlsPeer(device);
  const poller = transport(by);
  for (let i = 0; i < 3; i += 1) await poller.request(get(peer.url));
  expect(peer.connections()).toBe(1);
});

test("keeps an idle connection for 50 s and not for 70 s, by undici", async () => {
  fakeTimers();
  const peer = await tlsPeer(device);
  const poller = transport("undici");
  const connections = [];
  for (const intervalMs of [0, 50_000, 50_000, 70_000]) {
    vi.advanceTimersByTime(intervalMs);
    await poller.request(get(peer.url));
    connections.push(peer.connections());
  }
  expect(connections).toEqual([1, 1, 1, 2]);
});

test("keeps an idle connection for keepAliveTimeoutMs, by https", async () => {
  const peer = await tlsPeer(device);
  await transport("https", { keepAliveTimeoutMs: 20 }).request(get(peer.url));
  await peer.disconnected();
});

test.each(both)(
  "keeps an idle connection no longer than the device requests, by %s",
  async (by) => {
    const peer = await tlsPeer(device, (socket) =>
      socket.write("HTTP/1.1 204 No Content\r\nKeep-Alive: timeout=1\r\n\r\n"),
    );
    await transport(by).request(get(peer.url));
    await peer.disconnected();
  },
);

test.each(both)("replaces a connection that the device closed, by %s", async (by) => {
  const open: Socket[] = [];
  const peer = await tlsPeer(device, (socket) => {
    open.push(socket);
    socket.write("HTTP/1.1 204 No Content\r\n\r\n");
  });
  const poller = transport(by);
  await poller.request(get(peer.url));
  open[0]?.end();
  await peer.disconnected();
  await poller.request(get(peer.url));
  expect(peer.connections()).toBe(2);
});

test.each(both)("sends concurrent requests on separate connections, by %s", async (by) => {
  const waiting: Socket[] = [];
  const peer = await tlsPeer(device, (socket, nth) => {
    waiting.push(socket);
    if (nth < 3) return;
    for (const each of waiting) each.write("HTTP/1.1 204 No Content\r\n\r\n");
  });
  const poller = transport(by);
  const responses = [1, 2, 3].map(() => poller.request(get(peer.url)));
  await Promise.all(responses);
  expect(peer.connections()).toBe(3);
});

test.each(both)("a stalled handshake does not delay other requests, by %s", async (by) => {
  const handshakes: unknown[] = [];
  const peer = await tlsPeer(device, undefined, {
    SNICallback: (name, done) => {
      if (handshakes.push(name) > 1) done(null);
    },
  });
  const poller = transport(by, { tls: { insecure: true, serverName: "localhost" } });
  const [first, second] = [1, 2].map(() => poller.request(get(peer.url)));
  await expect(second).resolves.toMatchObject({ status: 200 });
  const closed = expect(first).rejects.toMatchObject({ code: "closed", notSent: true });
  await poller.close();
  await closed;
});

test.each(both)("fails if connecting takes longer than connectTimeoutMs, by %s", async (by) => {
  const peer = await tcpPeer(() => {});
  const hasty = transport(by, { connectTimeoutMs: 30 });
  await expect(hasty.request(get(peer.url))).rejects.toMatchObject({
    code: "timeout",
    notSent: true,
    message: expect.stringContaining("no connection within 30 ms"),
  });
  await peer.disconnected();
});

test.each(both)("allows an infinite connectTimeoutMs, by %s", async (by) => {
  const peer = await tlsPeer(device);
  const patient = transport(by, { connectTimeoutMs: Infinity });
  await expect(patient.request(get(peer.url))).resolves.toMatchObject({ status: 200 });
});

test.each(both)("close ends idle connections and refuses later requests, by %s", async (by) => {
  const peer = await tlsPeer(device);
  const closed = transport(by);
  await closed.request(get(peer.url));
  await Promise.all([closed.close(), closed.close()]);
  await peer.disconnected();
  await expect(closed.request(get(peer.url))).rejects.toMatchObject({
    code: "closed",
    notSent: true,
  });
});

test.each(
  byBoth([
    { stage: "before the response", sent: "" },
    { stage: "in the body", sent: "HTTP/1.1 200 OK\r\n\r\nabc" },
  ]),
)("close cancels a request in flight: $stage, by $by", async ({ by, sent }) => {
  const sending = Promise.withResolvers<void>();
  const closed = transport(by);
  // Leaves time for the head of the response to arrive.
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

test.each(both)(
  "close ends a connection that is being established, and leaves no timer, by %s",
  async (by) => {
    fakeTimers();
    const closed = transport(by);
    const peer = await tcpPeer((socket) => socket.once("data", () => closed.close()));
    await expect(closed.request(get(peer.url))).rejects.toMatchObject({
      code: "closed",
      notSent: true,
    });
    await peer.disconnected();
    expect(vi.getTimerCount()).toBe(0);
  },
);

test.each(both)("an idle transport does not keep the process alive, by %s", async (by) => {
  const peer = await tlsPeer(device);
  const module = new URL(`./${by}-transport.ts`, import.meta.url).href;
  const script = `
    const { ${by}Transport } = await import(${JSON.stringify(module)});
    await ${by}Transport({ tls: { insecure: true } }).request({
      method: "GET", url: new URL(${JSON.stringify(peer.url)}), headers: {}, timeoutMs: 60_000,
    });
  `;
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    timeout: 4_000,
  });
  expect(peer.connections()).toBe(1);
});
