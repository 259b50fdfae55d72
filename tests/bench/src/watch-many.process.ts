// What `watchMany` starts for each lane: it polls all devices, each again 1 ms after its answer.

import { setTimeout as sleep } from "node:timers/promises";
import { connect, undiciTransport } from "@asyncstatus/client";
import { barePoller } from "./bare-poller.ts";
import { collectGarbage } from "./collect-garbage.ts";
import { Gate } from "./gate.ts";
import { cpuMicrosEach } from "./measure.ts";
import { answer, theArgument } from "./other-process.ts";
import type { ServedDevice } from "./serve-devices.ts";
import type { Lane, Polled } from "./watch-many.ts";

const pauseMs = 1;
const gate = new Gate();

const { by, devices } = await theArgument<Lane>();
const atFirst = memory();
const starts: (() => void)[] = [];
for (const device of devices) {
  starts.push(await (by === "client" ? prepareWait(device) : preparePolling(device)));
}
await gate.close();
for (const start of starts) start();

answer("ready", async (forMs: number): Promise<Polled> => {
  const start = performance.now();
  const before = gate.done;
  const micros = await cpuMicrosEach(async () => {
    gate.open();
    await sleep(forMs);
    await gate.close();
    return gate.done - before;
  });
  const pollsASecond = (1000 * (gate.done - before)) / (performance.now() - start);
  const { heap, resident } = memory();
  return {
    micros,
    pollsASecond,
    heapEach: (heap - atFirst.heap) / devices.length,
    residentEach: (resident - atFirst.resident) / devices.length,
  };
});

/** Submits a request that never ends. */
async function prepareWait(device: ServedDevice): Promise<() => void> {
  const transport = undiciTransport({ tls: { ca: device.certificatePem } });
  const sbc = await connect({
    host: device.url,
    credentials: device,
    schedule: { firstMs: pauseMs, longestMs: pauseMs, fraction: 0 },
    transport: {
      request: (request) => gate.pass(() => transport.request(request)),
      close: () => transport.close(),
    },
  });
  await sbc.lock();
  const operation = await sbc.save();
  return () => void operation.wait();
}

async function preparePolling(device: ServedDevice): Promise<() => void> {
  const { poll } = await barePoller(device);
  const pollOn = async () => {
    for (;;) {
      await gate.pass(poll);
      await sleep(pauseMs);
    }
  };
  return () => void pollOn();
}

function memory(): { readonly heap: number; readonly resident: number } {
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, resident: rss };
}
