import { once } from "node:events";
import type { Dispatcher } from "undici";
import { expect, onTestFinished, test, vi } from "vitest";
import { get } from "../testing/get.ts";
import { identity, tlsPeer } from "../testing/loopback.ts";
import { type By, both, byBoth, openTransport } from "../testing/node-transports.ts";
import type { Transport } from "./transport.ts";
import { sendOverUndici } from "./undici-transport.ts";

const device = await identity();

function transport(by: By): Transport {
  const tls = { fingerprint256: device.fingerprint256, serverName: "localhost" };
  return openTransport(by, { tls });
}

const responses = [
  { while: "the device is silent", sent: "" },
  { while: "bytes keep coming", sent: "HTTP/1.1 200 OK\r\n\r\nabc" },
];

test.each(byBoth(responses))("a request times out while $while, by $by", async ({ by, sent }) => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const peer = await tlsPeer(device, (socket) => {
    socket.write(sent);
    const drip = setInterval(() => {
      if (sent !== "") socket.write("x");
      vi.advanceTimersByTime(100);
    });
    socket.on("close", () => clearInterval(drip));
  });
  await expect(transport(by).request(get(peer.url, { timeoutMs: 1_000 }))).rejects.toMatchObject({
    code: "timeout",
    notSent: false,
    message: expect.stringContaining("within 1000 ms"),
  });
  await peer.disconnected();
});

const stages = [
  { stage: "before headers", sent: "" },
  { stage: "in the body", sent: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc" },
];

test.each(byBoth(stages))(
  "an abort cancels a request in flight: $stage, by $by",
  async ({ by, sent }) => {
    const abort = new AbortController();
    const reason = new Error("changed my mind");
    const peer = await tlsPeer(device, (socket) => {
      socket.write(sent, () => setImmediate(() => abort.abort(reason)));
    });
    const { signal } = abort;
    await expect(transport(by).request(get(peer.url, { signal }))).rejects.toMatchObject({
      code: "aborted",
      cause: reason,
      notSent: false,
    });
    await peer.disconnected();
  },
);

test.each(both)("does not connect if the signal is aborted, by %s", async (by) => {
  const peer = await tlsPeer(device);
  const signal = AbortSignal.abort();
  await expect(transport(by).request(get(peer.url, { signal }))).rejects.toMatchObject({
    code: "aborted",
    notSent: true,
  });
  expect(peer.connections()).toBe(0);
});

test.each(both)(
  "does not send a request that is canceled during the handshake, by %s",
  async (by) => {
    const handshake = Promise.withResolvers<() => void>();
    const peer = await tlsPeer(device, undefined, {
      SNICallback: (_name, done) => handshake.resolve(() => done(null)),
    });
    const abort = new AbortController();
    const canceling = transport(by);
    const response = canceling.request(get(peer.url, { signal: abort.signal }));
    const finishHandshake = await handshake.promise;
    abort.abort();
    await expect(response).rejects.toMatchObject({ code: "aborted", notSent: true });
    const connected = once(peer.server, "secureConnection");
    finishHandshake();
    // One transport ends the connection, the other keeps it for its next request.
    await Promise.race([connected, peer.disconnected()]);
    await canceling.close();
    await peer.disconnected();
    expect({ connections: peer.connections(), received: peer.received() }).toEqual({
      connections: 1,
      received: "",
    });
  },
);

test("does not send a request twice even if undici retries it", async () => {
  let refused = 0;
  const dispatcher: Pick<Dispatcher, "dispatch"> = {
    dispatch(_options, handler) {
      const state = { aborted: false, paused: false, reason: null, pause() {}, resume() {} };
      const abort = (reason: Error) => {
        refused += 1;
        handler.onResponseError?.(controller, reason);
      };
      const controller = { ...state, abort };
      handler.onRequestStart?.(controller, {});
      handler.onRequestStart?.(controller, {});
      return true;
    },
  };
  const url = new URL("https://sbc.example/");
  await expect(sendOverUndici(dispatcher, get(url), 100).response).rejects.toMatchObject({
    code: "reset",
    notSent: false,
  });
  expect(refused).toBe(1);
});
