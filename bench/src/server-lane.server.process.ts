// What `startLane` starts: it answers, and tells the CPU time that it has taken, and what is on its heap.

import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type Certificate, startDevice } from "@asyncstatus/server";
import { collectGarbage } from "./collect-garbage.ts";
import { answer, theArgument } from "./other-process.ts";
import type { PlainAnswer, Question, Server, Serving } from "./server-lane.ts";

const { by, tls } = await theArgument<Serving>();
const server = by === "device" ? await serveDevice(tls) : await serveBare(by, tls);
answer(server, async (question: Question) => {
  if (question === "heap") {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  }
  const { user, system } = process.cpuUsage();
  return user + system;
});

async function serveDevice(tls: Certificate): Promise<Server> {
  const { device, url, user } = await startDevice({ tls, durationsMs: { activate: 0 } });
  device.issue("activate", { by: "ACLI" });
  const token = device.issueToken({ name: user, administrator: true });
  return { port: Number(new URL(url).port), token };
}

async function serveBare(
  { status, headers, body }: PlainAnswer,
  tls: Certificate,
): Promise<Server> {
  const bare = createServer({ ...tls, keepAliveTimeout: 65_000 }, (_request, response) => {
    response.writeHead(status, [...headers]).end(body);
  });
  await once(bare.listen(0, "127.0.0.1"), "listening");
  // Of a server on a TCP port it is never null or the name of a pipe.
  const { port } = bare.address() as AddressInfo;
  return { port, token: "anything" };
}
