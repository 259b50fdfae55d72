import { spawn } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { Agent, type RequestOptions, request } from "node:https";
import * as net from "node:net";
import { networkInterfaces } from "node:os";
import { duplexPair } from "node:stream";
import { setTimeout } from "node:timers/promises";
import * as tls from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import type { Handler } from "../handler/handler.ts";
import { createSelfSignedCertificate } from "../tls/self-signed-certificate.ts";
import { type Listener, type ListenOptions, listen, listenOnPorts } from "./listen.ts";

const ok: Handler = () => new Response("ok");
const never: Handler = () => new Promise(() => {});

const ok200 = { status: 200, text: "ok" };

const closingGet = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
const get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const partOfBody = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\npart";
const partOfHandshake = Uint8Array.of(0x16, 0x03, 0x01, 0x02, 0x00, 0x01);

/** Listens until the end of the test; expects no error of the server. */
async function start(handler: Handler, options?: ListenOptions): Promise<Listener> {
  const errors: unknown[] = [];
  const listener = await listen(handler, { onError: (error) => errors.push(error), ...options });
  onTestFinished(async () => {
    await listener.close();
    expect(errors).toEqual([]);
  });
  return listener;
}

/** Sends one request and reads the whole response. */
async function ask(listener: Listener, options: RequestOptions = {}, body = "") {
  const { port, certificatePem: ca } = listener;
  const sent = request({ host: "127.0.0.1", port, ca, agent: false, ...options }).end(body);
  const [response] = await once(sent, "response");
  let text = "";
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode, headers: response.headers, text };
}

const tcp = ({ port }: Listener): net.Socket => net.connect(port, "127.0.0.1");
const secure = ({ port, certificatePem: ca }: Listener): tls.TLSSocket =>
  tls.connect({ port, host: "127.0.0.1", ca });

/** Sends bytes and reads until the server closes the connection. */
async function exchange(socket: net.Socket, bytes: string | Uint8Array): Promise<string> {
  let received = "";
  socket.on("data", (chunk) => (received += chunk));
  socket.on("error", () => {});
  socket.write(bytes);
  await once(socket, "close");
  return received;
}

/** Resolves when the server has closed a connection. */
function closeOf(socket: net.Socket): Promise<unknown> {
  socket.on("error", () => {}).resume();
  return new Promise((resolve) => socket.once("close", resolve));
}

test("passes a request to the handler and its response to the client", async () => {
  const listener = await start(async (received) => {
    const { method, url, headers } = received;
    const parts = [method, url, headers.get("x-one"), await received.text()];
    return new Response(parts.join(" "), { status: 202, headers: { "x-two": "2" } });
  });
  const options = { method: "PUT", path: "/a?b=c", headers: { "x-one": "1" } };
  expect(await ask(listener, options, "user=a")).toMatchObject({
    status: 202,
    headers: { "x-two": "2", "content-length": expect.any(String) },
    text: `PUT ${listener.url}/a?b=c 1 user=a`,
  });
});

test.each(["127.0.0.1", "localhost"])("the certificate is its own CA at %s", async (host) => {
  const listener = await start(ok);
  expect(await ask(listener, { host, family: 4 })).toMatchObject({ status: 200 });
});

test("the fingerprint is that of the certificate on the connection", async () => {
  const listener = await start(ok);
  const socket = secure(listener);
  await once(socket, "secureConnect");
  expect(socket.getPeerCertificate().fingerprint256).toBe(listener.fingerprint256);
  socket.destroy();
});

test("uses a given certificate", async () => {
  const given = await createSelfSignedCertificate(["127.0.0.1"]);
  const listener = await start(ok, { tls: given });
  expect(listener.certificatePem).toBe(given.cert);
  expect(await ask(listener)).toMatchObject({ status: 200 });
});

test("two listeners have ports and certificates of their own", async () => {
  const [one, other] = await Promise.all([
    start(() => new Response("one")),
    start(() => new Response("other")),
  ]);
  expect(await ask(one)).toMatchObject({ text: "one" });
  expect(await ask(other)).toMatchObject({ text: "other" });
  await expect(ask(one, { ca: other.certificatePem })).rejects.toThrow("self-signed certificate");
});

test("rejects if the port is in use", async () => {
  const { port } = await start(ok);
  await expect(listen(ok, { port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("listens on no port if one of them is above 65535", async () => {
  const port = 65534;
  await expect(listenOnPorts([ok, ok, ok], { port })).rejects.toThrow(RangeError);
  await using listener = await listen(ok, { port });
  expect(listener.port).toBe(port);
});

test("the certificate is for the listening host", async () => {
  const { certificatePem } = await start(ok, { host: "LOCALHOST" });
  expect(new X509Certificate(certificatePem).subjectAltName).toMatch(/DNS:LOCALHOST$/);
});

const interfaces = Object.values(networkInterfaces()).flat();
const hasIPv6 = interfaces.some((each) => each?.address === "::1");

test.runIf(hasIPv6)("the URL has an IPv6 address in brackets", async () => {
  const listener = await start(ok, { host: "::1" });
  expect(listener.url).toBe(`https://[::1]:${listener.port}`);
});

test("keeps a connection open for longer than clients wait between polls", async () => {
  const ports = new Set<unknown>();
  const listener = await start(ok);
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  agent.on("free", (socket) => ports.add(socket.localPort));
  for (let i = 0; i < 3; i++) {
    const { headers } = await ask(listener, { agent });
    expect(headers["keep-alive"]).toBe("timeout=60, max=99");
  }
  expect(ports.size).toBe(1);
});

test("closes a connection after 99 requests, and loses none", async () => {
  const connections: unknown[] = [];
  const listener = await start(ok);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  for (let i = 0; i < 100; i++) {
    const { status, headers } = await ask(listener, { agent });
    expect(status).toBe(200);
    connections.push(headers.connection);
  }
  expect(connections.filter((connection) => connection === "close")).toHaveLength(1);
});

test("accepts a TLS handshake whose first byte comes alone", async () => {
  const socket = tcp(await start(ok));
  const [near, far] = duplexPair();
  tls.connect({ socket: near });
  const [clientHello] = await once(far, "data");
  socket.write(clientHello.subarray(0, 1));
  await setTimeout(10);
  socket.write(clientHello.subarray(1));
  const [serverHello] = await once(socket, "data");
  expect(serverHello[0]).toBe(0x16);
  socket.destroy();
});

test("answers plain HTTP with 426 and closes the connection", async () => {
  const listener = await start(ok, {
    upgradeRequired: { contentType: "application/xml", body: "<response/>" },
  });
  const received = await exchange(tcp(listener), "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  expect(received).toMatch(/^HTTP\/1.1 426 .*\r\nUpgrade: .*\r\n\r\n<response\/>$/s);
});

test("answers plain HTTP even if the client sends megabytes", async () => {
  const listener = await start(ok);
  const received = await exchange(tcp(listener), `POST / HTTP/1.1\r\n\r\n${"x".repeat(5e6)}`);
  expect(received).toMatch(/^HTTP\/1.1 426 .*HTTPS only\n$/s);
});

test.each([
  { given: "other bytes than TLS or HTTP", bytes: Uint8Array.of(0x80, 0x2e, 0x01) },
  { given: "garbage for a TLS handshake", bytes: "\x16garbage" },
])("closes the connection of a client that sends $given", async ({ bytes }) => {
  const listener = await start(ok);
  expect(await exchange(tcp(listener), bytes)).not.toContain("HTTP");
  expect(await ask(listener)).toMatchObject({ status: 200 });
});

test.each([
  { given: "before its first byte", bytes: "" },
  { given: "in the TLS handshake", bytes: partOfHandshake },
])("survives a client that resets the connection $given", async ({ bytes }) => {
  const listener = await start(ok);
  const socket = tcp(listener);
  await once(socket, "connect");
  await new Promise((sent) => socket.write(bytes, sent));
  socket.resetAndDestroy();
  expect(await ask(listener)).toMatchObject({ status: 200 });
});

// Without the short limits, the default ones would exceed the timeout of the test.
test.each([
  { given: "sends nothing", bytes: "" },
  { given: "stops in the TLS handshake", bytes: partOfHandshake },
])("closes the connection of a client that $given", { timeout: 1500 }, async ({ bytes }) => {
  const listener = await start(ok, { handshakeTimeoutMs: 50 });
  expect(await exchange(tcp(listener), bytes)).toBe("");
});

const shortHead = { headersTimeoutMs: 200, checkIntervalMs: 20 };
const shortLimits = { ...shortHead, requestTimeoutMs: 200, handshakeTimeoutMs: 200 };

test.each([
  { given: "sends no request", bytes: "", limits: shortHead },
  { given: "stops in the head", bytes: "GET / HTTP/1.1\r\nHost", limits: shortHead },
  { given: "stops in the body", bytes: partOfBody, limits: shortLimits },
])(
  "answers a client that $given with 408 and closes the connection",
  { timeout: 1500 },
  async ({ bytes, limits }) => {
    const listener = await start(ok, limits);
    expect(await exchange(secure(listener), bytes)).toMatch(/^HTTP\/1.1 408 /);
  },
);

test("limits the time of a head that comes byte by byte", { timeout: 1500 }, async () => {
  const listener = await start(ok, shortHead);
  const socket = secure(listener);
  const drops = setInterval(() => socket.write("X"), 5);
  socket.once("close", () => clearInterval(drops));
  expect(await exchange(socket, "GET / HTTP/1.1\r\n")).toMatch(/^HTTP\/1.1 408 /);
});

test("closes the connection of a client that does not finish a body that is too large", {
  timeout: 1500,
}, async () => {
  const listener = await start(ok, { ...shortLimits, maxBodyBytes: 8 });
  expect(await exchange(secure(listener), partOfBody)).toMatch(/^HTTP\/1.1 413 .*<\/html>$/s);
});

test("does not limit the time that a handler takes", async () => {
  const listener = await start(async () => {
    await setTimeout(300);
    return new Response("ok");
  }, shortLimits);
  expect(await ask(listener)).toMatchObject({ text: "ok" });
});

test.each([
  { bytes: 15 * 1024, status: 200 },
  { bytes: 17 * 1024, status: 431 },
])("answers a head of $bytes bytes with $status", async ({ bytes, status }) => {
  const listener = await start(ok);
  expect(await ask(listener, { headers: { x: "x".repeat(bytes) } })).toMatchObject({ status });
});

test.each([
  { bytes: 64 * 1024, status: 200 },
  { bytes: 64 * 1024 + 1, status: 413 },
])("answers a body of $bytes bytes with $status", async ({ bytes, status }) => {
  const listener = await start(ok);
  expect(await ask(listener, { method: "PUT" }, "x".repeat(bytes))).toMatchObject({ status });
});

const garbage = "garbage\r\n\r\n";

test.each([
  { given: "garbage", bytes: garbage.repeat(1000), want: /^HTTP\/1.1 400 (?!.*HTTP)/s },
  { given: "a head of megabytes", bytes: `GET /${"x".repeat(5e6)}`, want: /^HTTP\/1.1 431 / },
])("answers a client that sends $given and closes the connection", async ({ bytes, want }) => {
  const listener = await start(ok);
  expect(await exchange(secure(listener), bytes)).toMatch(want);
});

test.each([
  { when: "after a response", body: "ok", want: /ok.* 400 /s },
  { when: "in the middle of a response", body: new ReadableStream(), want: /^(?!.* 400 )/s },
])("does not mix the answer to garbage $when into it", async ({ body, want }) => {
  const listener = await start(() => new Response(body, { headers: { "content-length": "2" } }));
  const socket = secure(listener);
  socket.once("data", () => socket.write(garbage));
  expect(await exchange(socket, get)).toMatch(want);
});

test("a connection above the limit replaces the oldest one that hasn't sent a request", async () => {
  const listener = await start(ok, { maxConnections: 2 });
  const used = secure(listener);
  used.write(get);
  await once(used, "data");
  const unused = secure(listener);
  await once(unused, "secureConnect");
  const closed = closeOf(unused);
  expect(await ask(listener)).toMatchObject(ok200);
  await closed;
  expect(await exchange(used, closingGet)).toMatch(/ok$/);
});

test("a connection above the limit replaces the one that was idle the longest", async () => {
  const listener = await start(ok, { maxConnections: 2 });
  const sockets = [secure(listener), secure(listener)] as const;
  for (const socket of sockets) {
    socket.write(get);
    await once(socket, "data");
  }
  const [first, second] = sockets;
  first.write(get);
  await once(first, "data");
  const closed = closeOf(second);
  expect(await ask(listener)).toMatchObject(ok200);
  await closed;
  expect(await exchange(first, closingGet)).toMatch(/ok$/);
});

test.each<{ given: string; bytes: string | Uint8Array; isSecure: boolean }>([
  { given: "send nothing", bytes: "", isSecure: false },
  { given: "send part of a handshake", bytes: partOfHandshake, isSecure: false },
  { given: "send no request", bytes: "", isSecure: true },
  { given: "send part of a body", bytes: partOfBody, isSecure: true },
  { given: "stay open after a response", bytes: get, isSecure: true },
])("150 connections that $given do not shut out a client", async ({ bytes, isSecure }) => {
  const listener = await start(ok, { maxConnections: 100 });
  const flood = Array.from({ length: 150 }, () => (isSecure ? secure(listener) : tcp(listener)));
  onTestFinished(() => {
    for (const socket of flood) socket.destroy();
  });
  await Promise.all(
    flood.map(async (socket) => {
      socket.on("error", () => {});
      socket.on("data", () => {});
      await once(socket, isSecure ? "secureConnect" : "connect").catch(() => undefined);
      if (bytes.length > 0) socket.write(bytes);
    }),
  );
  const since = performance.now();
  expect(await ask(listener)).toMatchObject(ok200);
  expect(performance.now() - since).toBeLessThan(1_000);
});

test("a closed connection makes room for another", async () => {
  const listener = await start(ok, { maxConnections: 2 });
  for (let i = 0; i < 4; i++) {
    expect(await Promise.all([ask(listener), ask(listener)])).toMatchObject([ok200, ok200]);
  }
});

const external = interfaces.find((each) => each?.internal === false && each.family === "IPv4");

test.runIf(external)("listens on the loopback interface by default", async () => {
  const elsewhere = { host: external?.address, checkServerIdentity: () => undefined };
  const quiet = await start(ok);
  await expect(ask(quiet, elsewhere)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  const open = await start(ok, { host: "0.0.0.0" });
  expect(await ask(open, elsewhere)).toMatchObject(ok200);
});

test("passes errors of the handler to onError", async () => {
  const errors: unknown[] = [];
  const mistake = new Error("mistake");
  const listener = await start(() => Promise.reject(mistake), {
    onError: (error) => errors.push(error),
  });
  expect(await ask(listener)).toMatchObject({
    status: 500,
    text: expect.stringMatching(/^<!DOCTYPE html>/),
  });
  expect(errors).toEqual([mistake]);
});

test("close() takes less than a second whatever clients do", async () => {
  const called = Promise.withResolvers<void>();
  const listener = await start((request, connection) => {
    called.resolve();
    return never(request, connection);
  });
  const { port } = listener;
  const [silent, inHandshake] = [tcp(listener), tcp(listener)];
  const [idle, inBody, stalled] = [secure(listener), secure(listener), secure(listener)];
  const plain = net.connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  inHandshake.write(partOfHandshake);
  inBody.write(partOfBody);
  stalled.write(get);
  plain.write("GET / HTTP/1.1\r\n");
  const clients = [silent, inHandshake, idle, inBody, stalled];
  const closed = clients.map((client) => once(client.resume(), "close"));
  for (const client of clients) client.on("error", () => {});
  await Promise.all([
    ...[idle, inBody].map((client) => once(client, "secureConnect")),
    once(plain, "data"),
    called.promise,
  ]);

  const began = performance.now();
  await listener.close();
  expect(performance.now() - began).toBeLessThan(1000);
  await Promise.allSettled(closed);
  plain.destroy();
  await expect(once(tcp(listener), "connect")).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

// Longer than the timeout of a test.
const graceMs = 60_000;

test("close() does not wait for idle connections", async () => {
  const listener = await start(ok, { graceMs });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  await ask(listener, { agent });
  await listener.close();
});

test("close() waits for a request in progress, then closes its connection", async () => {
  const called = Promise.withResolvers<void>();
  const response = Promise.withResolvers<Response>();
  const listener = await start(
    () => {
      called.resolve();
      return response.promise;
    },
    { graceMs },
  );
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const exchanged = ask(listener, { agent });
  await called.promise;
  const closed = listener.close();
  response.resolve(new Response("late"));
  expect(await exchanged).toMatchObject({ text: "late" });
  await closed;
});

test("close() waits for a request in progress on each port", async () => {
  const called = Promise.withResolvers<void>();
  const response = Promise.withResolvers<Response>();
  const slow: Handler = () => {
    called.resolve();
    return response.promise;
  };
  const listener = await listenOnPorts([ok, slow], { graceMs });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const exchanged = ask(listener, { agent, port: new URL(listener.urls[1] ?? "").port });
  await called.promise;
  let isClosed = false;
  const closed = listener.close().then(() => {
    isClosed = true;
  });
  await setTimeout(50);
  expect(isClosed).toBe(false);
  response.resolve(new Response("late"));
  expect(await exchanged).toMatchObject({ text: "late" });
  await closed;
});

test("close() waits only briefly for a client that got a 426", async () => {
  const { port, close } = await start(ok, { graceMs });
  const socket = net.connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  socket.write("GET / HTTP/1.1\r\n");
  await once(socket, "data");
  await close();
  socket.destroy();
});

test("a second close() waits as well", async () => {
  const listener = await start(ok);
  expect(listener.close()).toBe(listener.close());
});

test("leaving the scope closes the listener", async () => {
  let port: number;
  {
    await using listener = await listen(ok);
    port = listener.port;
  }
  await expect(once(net.connect(port, "127.0.0.1"), "connect")).rejects.toThrow("ECONNREFUSED");
});

test("a process can exit after it has closed its listener", async () => {
  const program = `
    import { once } from "node:events";
    import { get } from "node:https";
    import { connect } from "node:net";
    import { listen } from ${JSON.stringify(new URL("./listen.ts", import.meta.url).href)};
    const limits = { handshakeTimeoutMs: 60_000, graceMs: 60_000 };
    const { url, port, certificatePem: ca, close } = await listen(() => new Response(), limits);
    const silent = connect(port, "127.0.0.1");
    await once(silent, "connect");
    silent.destroy();
    const [response] = await once(get(url, { ca }), "response");
    await once(response.resume(), "end");
    await close();
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: "inherit",
  });
  onTestFinished(() => void child.kill());
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("presents another certificate to new connections and closes idle ones", async () => {
  const listener = await start(ok);
  const agent = new Agent({ keepAlive: true });
  const idle = new Promise((resolve) =>
    agent.once("free", (socket) => socket.once("close", resolve)),
  );
  await ask(listener, { agent });
  const next = await createSelfSignedCertificate(["127.0.0.1"]);
  listener.useCertificate(next);
  await idle;
  await expect(ask(listener)).rejects.toThrow("self-signed");
  expect(await ask(listener, { ca: next.cert })).toMatchObject(ok200);
});
