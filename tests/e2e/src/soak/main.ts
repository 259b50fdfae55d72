// Runs operations on 200 devices with random faults:
//
//   node tests/e2e/src/soak/main.ts virtual 60   60 minutes of virtual time, in memory
//   node tests/e2e/src/soak/main.ts real 10      10 minutes over TLS
//
// Exits with 1 if the client reports a wrong outcome, a socket stays open or the heap grows.

import { setTimeout as realSleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type ConnectOptions, connect, fetchTransport } from "@asyncstatus/client";
import {
  createInMemoryDevice,
  createSelfSignedCertificate,
  type EmbedOptions,
  startDevice,
  VirtualClock,
} from "@asyncstatus/server";
import { type Sample, slopeOf } from "./slope.ts";
import { type SoakEnvironment, soakDevice } from "./soak-device.ts";
import { deviceOf, randomOf, type SoakTimes } from "./soak-plan.ts";
import { Tally } from "./tally.ts";

const [kind = "real", minutes = "10", deviceCount = "200"] = process.argv.slice(2);
const isReal = kind === "real";
const lastsMs = Number(minutes) * 60_000;
const devices = Number(deviceCount);
/** Low enough to find a leak of 500 bytes per device and minute. */
const maxGrowthBytes = 3_000_000;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const times: SoakTimes = isReal
  ? {
      operationMs: [200, 3_000],
      pauseMs: 8_000,
      tokenMs: 60_000,
      bootMs: 3_000,
      requestTimeoutMs: 5_000,
      registrationMs: 2_000,
    }
  : {
      operationMs: [1_000, 20_000],
      pauseMs: 90_000,
      tokenMs: 600_000,
      bootMs: 60_000,
      requestTimeoutMs: 30_000,
      registrationMs: 10_000,
    };

const credentials = { user: "admin", password: "canary-in-the-mine" };
const client = (options: ConnectOptions) =>
  connect({
    ...options,
    tokenLifetimeMs: times.tokenMs,
    requestTimeoutMs: times.requestTimeoutMs,
    registrationMs: times.registrationMs,
    ...(isReal && { schedule: { firstMs: 100, longestMs: 1_000 } }),
  });
const tls = await createSelfSignedCertificate(["127.0.0.1"]);
const quiet = { onError: () => {}, ...credentials };

const realEnvironment: SoakEnvironment = {
  now: () => performance.now(),
  sleep: (ms) => realSleep(ms),
  async start(options) {
    const started = await startDevice({ ...options, ...quiet, tls, graceMs: 0 });
    const { url: host, fingerprint256, device } = started;
    const random = jitterOf(options);
    return {
      device,
      connect: () => client({ host, credentials, random, tls: { fingerprint256 } }),
      close: () => started.close(),
    };
  },
};

/** Each device has a time of its own: what is common to all would have to be waited for by all. */
function virtualEnvironment(): SoakEnvironment {
  const clock = new VirtualClock();
  return {
    now: () => clock.now(),
    sleep: (ms) => clock.sleep(ms),
    async start(options) {
      const embedded = await createInMemoryDevice({ ...options, ...quiet, clock });
      const { device, fetch, url: host } = embedded;
      const random = jitterOf(options);
      return {
        device,
        connect: () =>
          client({ host, credentials, random, clock, transport: fetchTransport({ fetch }) }),
        close: async () => {},
      };
    },
  };
}

const worlds = Array.from({ length: devices }, () =>
  isReal ? realEnvironment : virtualEnvironment(),
);
const [world = realEnvironment] = worlds;
const tally = new Tally();
const begunAt = performance.now();
const startMs = world.now();
const samples: Sample[] = [];
const takeSample = () => {
  collectGarbage();
  samples.push({ at: (world.now() - startMs) / 60_000, value: process.memoryUsage().heapUsed });
};
const sampleHeap = async () => {
  // The first fifth is ignored: code is still being loaded and compiled.
  for (let part = 4; part <= 20; part++) {
    await world.sleep(startMs + (lastsMs * part) / 20 - world.now());
    takeSample();
  }
};
const sampling = sampleHeap();
const soaking = worlds.map((own, seed) =>
  soakDevice(seed, deviceOf(seed, times, isReal), own, times, startMs + lastsMs, tally),
);
await Promise.all([sampling, ...soaking]);

// Node.js needs time to release closed sockets.
await realSleep(2_000);
const open = process.getActiveResourcesInfo().filter((name) => /^(TCP|TLS|HTTP)/.test(name));
const bytesPerMinute = slopeOf(samples);
const growth = bytesPerMinute * Number(minutes) * 0.8;
const { user, system } = process.cpuUsage();
console.log(
  [...tally.counts]
    .sort()
    .map(([what, n]) => `${String(n).padStart(7)} × ${what}`)
    .join("\n"),
);
console.log(`
${devices} devices, ${minutes} min in ${kind} time, took ${seconds(performance.now() - begunAt)}, CPU ${seconds((user + system) / 1000)}
${tally.operations} operations, ${tally.violations.length} violations
heap ${megabytes(samples[0]?.value ?? 0)} after a fifth, ${megabytes(samples.at(-1)?.value ?? 0)} at the end; slope ${(bytesPerMinute / 1000).toFixed(1)} kB/min, ${(growth / 1e6).toFixed(2)} MB in total
${open.length} sockets open at the end`);

const problems = [
  ...tally.violations,
  ...(growth > maxGrowthBytes ? [`The heap grew by ${megabytes(growth)}.`] : []),
  ...(open.length > 0 ? [`Open: ${open.join(", ")}`] : []),
  ...(tally.operations < devices ? ["There are fewer operations than devices."] : []),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Creates a seeded jitter, so that runs in virtual time are reproducible. */
function jitterOf({ seed = 0 }: EmbedOptions): () => number {
  return randomOf(2_000_000 + seed);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
