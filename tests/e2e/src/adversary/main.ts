// Runs the client against simulated SBCs that share no code with the reference device:
//
//   pnpm --filter @asyncstatus/e2e adversary                              100,000 scenarios over all profiles
//   pnpm --filter @asyncstatus/e2e adversary --first 5000                 the same, with other seeds
//   pnpm --filter @asyncstatus/e2e adversary --profile busy --seed 17     one scenario, step by step
//
// Exits with 1 if a profile that breaks no assumption has a false verdict.

import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { isExcused } from "./is-excused.ts";
import { profiles } from "./profiles.ts";
import { runScenarios } from "./run-scenario.ts";
import { Tally } from "./tally.ts";

interface Share {
  readonly profile: string;
  readonly first: number;
  readonly count: number;
}

const chunk = 500;

if (isMainThread) await main();
else {
  parentPort?.on("message", (share: Share) => {
    runShare(share).then((tally) => parentPort?.postMessage({ share, tally: { ...tally } }));
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      scenarios: { type: "string", default: "100000" },
      profile: { type: "string", multiple: true },
      seed: { type: "string" },
      first: { type: "string", default: "1" },
      workers: { type: "string", default: String(availableParallelism()) },
    },
  });
  const chosen = profiles.filter(({ name }) => !values.profile || values.profile.includes(name));
  const [profile] = chosen;
  if (!profile || (values.profile && chosen.length !== values.profile.length)) {
    const names = profiles.map(({ name }) => `  ${name}`).join("\n");
    console.error(`Unknown profile. The profiles are:\n${names}`);
    process.exitCode = 2;
    return;
  }
  if (values.seed !== undefined) {
    const tally = new Tally();
    await runScenarios(profile, [Number(values.seed)], (result) => tally.add(result), console.log);
    process.exitCode = Object.keys(tally.falseVerdicts).length > 0 ? 1 : 0;
    return;
  }
  const startedAt = performance.now();
  const tallies = await runAll(
    chosen.map(({ name }) => name),
    Math.ceil(Number(values.scenarios) / chosen.length),
    Number(values.first),
    Number(values.workers),
  );
  let isWrong = false;
  for (const one of chosen) {
    const { name, breaks, contradicts } = one;
    const tally = tallies.get(name) ?? new Tally();
    const { scenarios, outcomes, useless, falseVerdicts } = tally;
    const assumption = breaks ?? contradicts;
    const broken = assumption === undefined ? "" : ` (breaks "${assumption}")`;
    console.log(`${name}${broken}: ${scenarios} scenarios`);
    console.log(`  ${describe(outcomes)}`);
    for (const [kind, { count, seeds }] of Object.entries(falseVerdicts)) {
      const mark = isExcused(one, kind) ? "false" : "FALSE";
      if (mark === "FALSE") isWrong = true;
      console.log(`  ${mark} ${kind}: ${count}, seeds ${seeds.join(" ")}`);
    }
    if (Object.keys(useless).length > 0) console.log(`  useless: ${describe(useless)}`);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const total = [...tallies.values()].reduce((sum, { scenarios }) => sum + scenarios, 0);
  console.log(
    `${total} scenarios in ${seconds.toFixed(1)} s, ${Math.round(total / seconds)} per second`,
  );
  process.exitCode = isWrong ? 1 : 0;
}

async function runShare({ profile: name, first, count }: Share): Promise<Tally> {
  const profile = profiles.find((one) => one.name === name);
  if (!profile) throw new Error(`no such profile: ${name}`);
  const tally = new Tally();
  const seeds = Array.from({ length: count }, (_, index) => first + index);
  await runScenarios(profile, seeds, (result) => tally.add(result));
  return tally;
}

async function runAll(
  names: readonly string[],
  each: number,
  firstSeed: number,
  workers: number,
): Promise<Map<string, Tally>> {
  const tallies = new Map(names.map((name) => [name, new Tally()]));
  const shares: Share[] = names.flatMap((profile) =>
    Array.from({ length: Math.ceil(each / chunk) }, (_, index) => ({
      profile,
      first: firstSeed + index * chunk,
      count: Math.min(chunk, each - index * chunk),
    })),
  );
  const queue = shares[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const worker = new Worker(new URL(import.meta.url), { workerData });
      for (const share of queue) {
        const tally = await new Promise<Tally>((resolve, reject) => {
          worker.once("message", (message: { readonly tally: Tally }) => resolve(message.tally));
          worker.once("error", reject);
          worker.postMessage(share);
        });
        worker.removeAllListeners("error");
        tallies.get(share.profile)?.merge(tally);
      }
      await worker.terminate();
    }),
  );
  return tallies;
}

function describe(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${count} × ${name}`)
    .join(", ");
}
