// What `startLane` starts: it answers, and tells the CPU time that it has taken, and what is on its heap.

import { type Certificate, startDevice } from "@asyncstatus/server";
import { collectGarbage } from "./collect-garbage.ts";
import { answer, theArgument } from "./other-process.ts";
import { servePlain } from "./plain-server.ts";
import type { Question, Server, Serving } from "./server-lane.ts";

const { by, tls } = await theArgument<Serving>();
const server =
  by === "device" ? await serveDevice(tls) : { port: await servePlain(by, tls), token: "anything" };
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
