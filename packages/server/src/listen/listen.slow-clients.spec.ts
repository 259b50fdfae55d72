// In real time, with the limits that hold unless others are given: whoever takes a connection and does
// nothing with it, or as little as can be, does not keep it for five seconds.

import { once } from "node:events";
import * as net from "node:net";
import { duplexPair } from "node:stream";
import * as tls from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Listener, listen } from "./listen.ts";

let listener: Listener;
const errors: unknown[] = [];

beforeAll(async () => {
  // More than all that there is between a client and a server can hold.
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

/** Sends bytes one at a time, for as long as it can. */
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

// A computer that is busy with something else may be late itself.
const real = { timeout: 10_000, retry: 2 };

const long = "x".repeat(1000);
const head = "POST / HTTP/1.1\r\nHost: a\r\n";

test.concurrent.each<{ given: string; open: () => net.Socket | Promise<net.Socket> }>([
  { given: "says nothing", open: tcp },
  {
    given: "says hello byte by byte",
    async open() {
      const socket = tcp();
      drip(socket, await clientHello());
      return socket;
    },
  },
  {
    given: "says hello, and then nothing",
    async open() {
      const socket = tcp();
      socket.write(await clientHello());
      return socket;
    },
  },
  { given: "asks nothing", open: secure },
  {
    given: "asks byte by byte",
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
    given: "sends its body in chunks of a byte",
    open() {
      const socket = secure();
      socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
      drip(socket, "1\r\nx\r\n".repeat(100));
      return socket;
    },
  },
  {
    given: "goes on sending a body that is too large",
    open() {
      const socket = secure();
      socket.write(`${head}Content-Length: 1000000\r\n\r\n`);
      drip(socket, long);
      return socket;
    },
  },
  {
    given: "does not read its answer",
    open() {
      const socket = secure().pause();
      socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      return socket;
    },
  },
])("a client that $given is hung up on in less than five seconds", real, async ({ open }) => {
  const began = performance.now();
  const socket = await open();
  socket.on("error", () => {});
  // One that does not read is not told either: it finds out by writing.
  if (socket.isPaused()) setTimeout(() => socket.resume(), 4_800);
  else socket.resume();
  await once(socket, "close");
  expect(performance.now() - began).toBeLessThan(5_000);
});
