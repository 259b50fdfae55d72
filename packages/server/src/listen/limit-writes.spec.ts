import { EventEmitter, once } from "node:events";
import type { Server } from "node:https";
import { setTimeout } from "node:timers/promises";
import * as tls from "node:tls";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Handler } from "../handler/handler.ts";
import { limitWrites } from "./limit-writes.ts";
import { listen } from "./listen.ts";

// More than the buffers between a client and a server hold.
const size = 16 * 1024 * 1024;

/** Sends a request and reads nothing yet. */
async function send(handler: Handler) {
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const listener = await listen(handler, { writeTimeoutMs: 300, checkIntervalMs: 20, onError });
  onTestFinished(() => listener.close());
  const { port, certificatePem: ca } = listener;
  const socket = tls.connect({ port, host: "127.0.0.1", ca }).on("error", () => {});
  await once(socket, "secureConnect");
  socket.pause().write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  return { socket, errors };
}

test("closes the connection of a client that does not read its response", {
  timeout: 4000,
}, async () => {
  const called = Promise.withResolvers<AbortSignal>();
  const { errors } = await send((_request, connection) => {
    called.resolve(connection.signal);
    return new Response(Buffer.alloc(size));
  });
  await once(await called.promise, "abort");
  expect(errors).toEqual([]);
});

// The unread bytes of a response from check to check.
test.each([
  { given: "reads nothing", waiting: [9, 9, 9, 9, 9, 9], isCut: true },
  { given: "stops reading", waiting: [9, 8, 7, 7, 7, 7, 7], isCut: true },
  { given: "reads slowly", waiting: [9, 9, 9, 8, 8, 8, 7, 7, 7], isCut: false },
  { given: "is sent as much as it reads", waiting: [9, 9, 9, 9, 9, 9], sends: 1, isCut: false },
  { given: "has nothing to read", waiting: [0, 0, 0, 0, 0, 0], isCut: false },
])("closes the connection of a client that $given: $isCut", ({ waiting, sends = 0, isCut }) => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const server = new EventEmitter();
  const destroy = vi.fn();
  const socket = Object.assign(new EventEmitter(), { destroy, writableLength: 0, bytesWritten: 0 });
  // Only the members that are read.
  limitWrites(server as Server, 300, 100);
  server.emit("secureConnection", socket);
  for (const writableLength of waiting) {
    socket.writableLength = writableLength;
    socket.bytesWritten += sends;
    vi.advanceTimersByTime(100);
  }
  expect(destroy.mock.calls.length > 0).toBe(isCut);
  server.emit("close");
  expect(vi.getTimerCount()).toBe(0);
});

test("keeps the connection of a client that waits for its response", async () => {
  const { socket } = await send(async () => {
    await setTimeout(600);
    return new Response("late");
  });
  let received = "";
  for await (const chunk of socket) received += chunk;
  expect(received).toMatch(/late$/);
});
