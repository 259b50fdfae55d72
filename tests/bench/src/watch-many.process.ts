// Started by `watchMany` once per subject: polls all devices, each again 1 ms after its response.

import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "@asyncstatus/client";
import { undiciTransport } from "@asyncstatus/client/undici";
import { barePoller } from "./bare-poller.ts";
import { cpuMicrosEach, memory } from "./measure.ts";
import { receiveArgument, serve } from "./other-process.ts";
import type { ServedDevice } from "./serve-devices.ts";
import type { Polled, Subject } from "./watch-many.ts";

const pauseMs = 1;
let polls = 0;
let inFlight = 0;
let isPrepared = false;
// Subjects take turns: while one is measured, the polls of the others are held back.
let resumed: PromiseWithResolvers<void> | undefined = Promise.withResolvers();

const { by, devices } = await receiveArgument<Subject>();
const atFirst = memory();
const starts: (() => void)[] = [];
for (const device of devices) {
  starts.push(await (by === "client" ? prepareWait(device) : preparePolling(device)));
}
isPrepared = true;
for (const start of starts) start();

serve("ready", async (forMs: number): Promise<Polled> => {
  const start = performance.now();
  const before = polls;
  const micros = await cpuMicrosEach(async () => {
    resumed?.resolve();
    resumed = undefined;
    await sleep(forMs);
    resumed = Promise.withResolvers();
    while (inFlight > 0) await sleep(1);
    return polls - before;
  });
  const pollsASecond = (1000 * (polls - before)) / (performance.now() - start);
  const { heap, resident } = memory();
  return {
    micros,
    pollsASecond,
    heapEach: (heap - atFirst.heap) / devices.length,
    residentEach: (resident - atFirst.resident) / devices.length,
  };
});

async function whenResumed<Result>(poll: () => Promise<Result>): Promise<Result> {
  while (resumed) await resumed.promise;
  inFlight += 1;
  try {
    const result = await poll();
    polls += 1;
    return result;
  } finally {
    inFlight -= 1;
  }
}

/** Submits a request that never ends, and returns a function that starts the wait for it. */
async function prepareWait(device: ServedDevice): Promise<() => void> {
  const transport = undiciTransport({ tls: { ca: device.certificatePem } });
  const sbc = await connect({
    host: device.url,
    credentials: device,
    schedule: { firstMs: pauseMs, longestMs: pauseMs, fraction: 0 },
    transport: {
      request: (request) =>
        isPrepared ? whenResumed(() => transport.request(request)) : transport.request(request),
      close: () => transport.close(),
    },
  });
  await sbc.lock();
  const operation = await sbc.save();
  return () => void operation.wait();
}

async function preparePolling(device: ServedDevice): Promise<() => void> {
  const poll = await barePoller(device);
  const pollOn = async () => {
    for (;;) {
      await whenResumed(poll);
      await sleep(pauseMs);
    }
  };
  return () => void pollOn();
}
