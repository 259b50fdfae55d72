// What a server is asked by: as fast as it answers, with as little work as can be, so that it is the server
// that is measured.

import { once } from "node:events";
import { connect, type TLSSocket } from "node:tls";
import { answer, theArgument } from "./other-process.ts";
import type { Load } from "./server-lane.ts";

const { port, token, certificatePem: ca, connections } = await theArgument<Load>();
const request = Buffer.from(
  [
    "GET /rest/v1.2/admin/asyncstatus HTTP/1.1",
    `Host: 127.0.0.1:${port}`,
    "Accept: application/xml",
    `Authorization: Bearer ${token}`,
    "",
    "",
  ].join("\r\n"),
);

const sockets = await Promise.all(Array.from({ length: connections }, open));
const [said = ""] = await Promise.all(sockets.map(askOnce));
let left = 0;
answer(said, async (answers: number) => {
  left = answers;
  const began = performance.now();
  stayAwake();
  await Promise.all(sockets.map(askOn));
  return performance.now() - began;
});

/** A process that sleeps has to be woken by whoever answers it, which may take longer than the answer. */
function stayAwake(): void {
  if (left > 0) setImmediate(stayAwake);
}

async function open(): Promise<TLSSocket> {
  const socket = connect({ port, host: "127.0.0.1", ca }).setNoDelay();
  await once(socket, "secureConnect");
  return socket;
}

/** The whole of one answer, head and body. */
async function askOnce(socket: TLSSocket): Promise<string> {
  let text = "";
  const hear = (chunk: Buffer) => (text += chunk.toString("latin1"));
  socket.on("data", hear);
  socket.write(request);
  for (;;) {
    await once(socket, "data");
    const [head = "", body = ""] = text.split("\r\n\r\n");
    const length = /^content-length: (\d+)$/im.exec(head)?.[1];
    if (body.length === Number(length)) break;
  }
  socket.off("data", hear);
  return text;
}

/** Asks one request after another. Every answer is as long as the first: it is the same, but for its date. */
async function askOn(socket: TLSSocket): Promise<void> {
  const ended = Promise.withResolvers<void>();
  let missing = said.length;
  const hear = (chunk: Buffer) => {
    missing -= chunk.length;
    if (missing > 0) return;
    if (missing < 0)
      ended.reject(new Error(`Expected ${said.length} bytes, got ${-missing} more.`));
    missing = said.length;
    askNext();
  };
  const askNext = () => {
    if (left === 0) return ended.resolve();
    left -= 1;
    socket.write(request);
  };
  socket.on("data", hear);
  askNext();
  await ended.promise;
  socket.off("data", hear);
}
