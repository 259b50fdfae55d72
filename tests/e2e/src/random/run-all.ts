import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { inspect } from "node:util";
import { createSelfSignedCertificate } from "@asyncstatus/server";
import { drawScenario } from "./draw-scenario.ts";
import { user } from "./observed-device.ts";
import { type RunResult, runScenario } from "./run-scenario.ts";
import { isOnTime, violationsOf } from "./violations.ts";

/** Results of many runs. */
export interface Summary {
  /** Number of outcomes of each kind, and of errors from each call. */
  readonly counts: ReadonlyMap<string, number>;
  /** Descriptions of the runs with violations. */
  readonly failures: readonly string[];
}

const concurrency = 16;

/**
 * Runs the scenario of each seed.
 *
 * @param log Receives a description of every run.
 */
export async function runAll(
  seeds: readonly number[],
  log?: (text: string) => void,
): Promise<Summary> {
  const certificate = await createSelfSignedCertificate(["127.0.0.1"]);
  const counts = new Map<string, number>();
  const failures: string[] = [];
  const count = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1);
  // A first run loads all modules, which would delay many requests.
  await runScenario(drawScenario(0), certificate);

  const queue = seeds[Symbol.iterator]();
  const work = async () => {
    for (const seed of queue) {
      const run = await runScenario(drawScenario(seed), certificate);
      for (const { outcome } of run.record.outcomes) {
        count(
          "confidence" in outcome ? `${outcome.outcome}, ${outcome.confidence}` : outcome.outcome,
        );
      }
      for (const { from } of run.record.thrown) count(`${from} threw`);
      if (!isOnTime(run)) count("too slow to check times");
      const violations = violationsOf(run);
      if (violations.length > 0) failures.push(describeRun(run, violations));
      log?.(describeRun(run, violations));
    }
  };
  const unsubscribe = onPublishedSecret((message) =>
    failures.push(`published a secret: ${message}`),
  );
  await Promise.all(Array.from({ length: concurrency }, work));
  unsubscribe();
  return { counts, failures };
}

/** Watches the diagnostics channels of requests. Events of waits are checked with the other output. */
function onPublishedSecret(leaked: (message: string) => void): () => void {
  const check = (message: unknown) => {
    const text = JSON.stringify(message);
    if (text.includes(user.password) || /[0-9a-f]{32}/.test(text)) leaked(text);
  };
  const channels = ["asyncstatus:request:start", "asyncstatus:request:end"];
  for (const channel of channels) subscribe(channel, check);
  return () => {
    for (const channel of channels) unsubscribe(channel, check);
  };
}

/** Describes a run, for debugging. */
function describeRun({ scenario, record }: RunResult, violations: readonly string[]): string {
  return [
    `Seed ${scenario.seed}`,
    ...violations.map((violation) => `  !! ${violation}`),
    inspect(scenario, { depth: Infinity, breakLength: 110 }),
    ...record.lines,
  ].join("\n");
}
