// Uses 200 devices at once, each with what goes wrong by its seed, and tells what came of it:
//
//   node e2e/src/soak/main.ts virtual 60   an hour in virtual time, as fast as it goes, in memory
//   node e2e/src/soak/main.ts real 10      ten minutes in real time, over real TLS
//
// It ends with 1 where the client was wrong, a socket stays open, or the heap grows.

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
import { type SoakWorld, soakDevice } from "./soak-device.ts";
import { deviceOf, randomOf, type SoakTimes } from "./soak-plan.ts";
import { Tally } from "./tally.ts";

const [kind = "real", minutes = "10", howMany = "200"] = process.argv.slice(2);
const isReal = kind === "real";
const lastsMs = Number(minutes) * 60_000;
const devices = Number(howMany);
/** By as much may the heap grow in the whole of it. Half a kilobyte a device and minute is seen. */
const mostGrowthBytes = 3_000_000;

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

const realWorld: SoakWorld = {
  now: () => performance.now(),
  sleep: (ms) => realSleep(ms),
  async reach(options) {
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
function virtualWorld(): SoakWorld {
  const clock = new VirtualClock();
  return {
    now: () => clock.now(),
    sleep: (ms) => clock.sleep(ms),
    async reach(options) {
      const made = await createInMemoryDevice({ ...options, ...quiet, clock });
      const { device, fetch, url: host } = made;
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

const worlds = Array.from({ length: devices }, () => (isReal ? realWorld : virtualWorld()));
const [world = realWorld] = worlds;
const tally = new Tally();
const begunAt = performance.now();
const startMs = world.now();
const samples: Sample[] = [];
const look = () => {
  collectGarbage();
  samples.push({ at: (world.now() - startMs) / 60_000, value: process.memoryUsage().heapUsed });
};
const watch = async () => {
  // What is loaded and compiled in the first fifth is no growth.
  for (let part = 4; part <= 20; part++) {
    await world.sleep(startMs + (lastsMs * part) / 20 - world.now());
    look();
  }
};
const watching = watch();
const soaking = worlds.map((own, seed) =>
  soakDevice(seed, deviceOf(seed, times, isReal), own, times, startMs + lastsMs, tally),
);
await Promise.all([watching, ...soaking]);

// What Node.js closes, it lets go of in its own time.
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
${tally.operations} operations, ${tally.wrongs.length} wrong
heap ${megabytes(samples[0]?.value ?? 0)} after a fifth, ${megabytes(samples.at(-1)?.value ?? 0)} at the end; slope ${(bytesPerMinute / 1000).toFixed(1)} kB/min, ${(growth / 1e6).toFixed(2)} MB over the time that was measured
${open.length} sockets open at the end`);

const problems = [
  ...tally.wrongs,
  ...(growth > mostGrowthBytes ? [`The heap grew by ${megabytes(growth)}.`] : []),
  ...(open.length > 0 ? [`Open: ${open.join(", ")}`] : []),
  ...(tally.operations < devices ? ["Hardly anything was done."] : []),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** So that a run in virtual time is the same each time. */
function jitterOf({ seed = 0 }: EmbedOptions): () => number {
  return randomOf(2_000_000 + seed);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
