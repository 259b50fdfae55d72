// In real time with the default limits: a slow or silent client keeps no connection for five seconds.

import { once } from "node:events";
import * as net from "node:net";
import { duplexPair } from "node:stream";
import * as tls from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Listener, listen } from "./listen.ts";

let listener: Listener;
const errors: unknown[] = [];

beforeAll(async () => {
  // More than the buffers between a client and a server hold.
  const handler = () => new Response(Buffer.alloc(16 * 1024 * 1024));
  listener = await listen(handler, { onError: (error) => errors.push(error) });
});

afterAll(async () => {
  await listener.close();
  expect(errors).toEqual([]);
});

const tcp = () => net.connect(listener.port, "127.0.0.1");
const secure = () =>
  tls.connect({ port: listener.port, host: "127.0.0.1", ca: listener.certificatePem });

/** Sends bytes one at a time until the connection closes. */
function drip(socket: net.Socket, bytes: Uint8Array | string): void {
  const rest = [...Buffer.from(bytes)];
  const timer = setInterval(() => {
    const [byte] = rest.splice(0, 1);
    if (byte !== undefined) socket.write(Uint8Array.of(byte));
  }, 50);
  socket.once("close", () => clearInterval(timer));
}

async function clientHello(): Promise<Buffer> {
  const [near, far] = duplexPair();
  tls.connect({ socket: near });
  const [bytes] = await once(far, "data");
  return bytes;
}

// A busy computer can be late itself.
const real = { timeout: 10_000, retry: 2 };

const long = "x".repeat(1000);
const head = "POST / HTTP/1.1\r\nHost: a\r\n";

test.concurrent.each<{ given: string; open: () => net.Socket | Promise<net.Socket> }>([
  { given: "sends nothing", open: tcp },
  {
    given: "sends its ClientHello byte by byte",
    async open() {
      const socket = tcp();
      drip(socket, await clientHello());
      return socket;
    },
  },
  {
    given: "sends its ClientHello and then nothing",
    async open() {
      const socket = tcp();
      socket.write(await clientHello());
      return socket;
    },
  },
  { given: "sends no request", open: secure },
  {
    given: "sends the head byte by byte",
    open() {
      const socket = secure();
      drip(socket, `${head}X: ${long}`);
      return socket;
    },
  },
  {
    given: "sends its body byte by byte",
    open() {
      const socket = secure();
      socket.write(`${head}Content-Length: 1000\r\n\r\n`);
      drip(socket, long);
      return socket;
    },
  },
  {
    given: "sends its body in chunks of one byte",
    open() {
      const socket = secure();
      socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
      drip(socket, "1\r\nx\r\n".repeat(100));
      return socket;
    },
  },
  {
    given: "keeps sending a body that is too large",
    open() {
      const socket = secure();
      socket.write(`${head}Content-Length: 1000000\r\n\r\n`);
      drip(socket, long);
      return socket;
    },
  },
  {
    given: "does not read its response",
    open() {
      const socket = secure().pause();
      socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      return socket;
    },
  },
])("closes the connection of a client that $given within five seconds", real, async ({ open }) => {
  const began = performance.now();
  const socket = await open();
  socket.on("error", () => {});
  // A paused socket does not see the close until it reads.
  if (socket.isPaused()) setTimeout(() => socket.resume(), 4_800);
  else socket.resume();
  await once(socket, "close");
  expect(performance.now() - began).toBeLessThan(5_000);
});
