import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { inspect } from "node:util";
import { createSelfSignedCertificate } from "@asyncstatus/server";
import { drawScenario } from "./draw-scenario.ts";
import { user } from "./observed-device.ts";
import { type Finished, runScenario } from "./run-scenario.ts";
import { isOnTime, violationsOf } from "./violations.ts";

/** What many runs have come to. */
export interface Summary {
  /** How many answers of each kind there were, and errors from each call. */
  readonly counts: ReadonlyMap<string, number>;
  /** The stories of the runs in which a promise was not kept. */
  readonly broken: readonly string[];
}

const atOnce = 16;

/**
 * Runs a scenario for each seed, several at once: they spend their time waiting.
 *
 * @param tell Is given the story of every run.
 */
export async function runAll(
  seeds: readonly number[],
  tell?: (story: string) => void,
): Promise<Summary> {
  const certificate = await createSelfSignedCertificate(["127.0.0.1"]);
  const counts = new Map<string, number>();
  const broken: string[] = [];
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  // The first one loads what all need, which would take the time of many a request.
  await runScenario(drawScenario(0), certificate);

  const left = seeds[Symbol.iterator]();
  const work = async () => {
    for (const seed of left) {
      const run = await runScenario(drawScenario(seed), certificate);
      for (const { outcome } of run.record.answers) {
        count(
          "confidence" in outcome ? `${outcome.outcome}, ${outcome.confidence}` : outcome.outcome,
        );
      }
      for (const { from } of run.record.thrown) count(`${from} threw`);
      if (!isOnTime(run)) count("on a busy computer");
      const violations = violationsOf(run);
      if (violations.length > 0) broken.push(story(run, violations));
      tell?.(story(run, violations));
    }
  };
  const unsubscribe = onPublishedSecret((message) => broken.push(`Published: ${message}`));
  await Promise.all(Array.from({ length: atOnce }, work));
  unsubscribe();
  return { counts, broken };
}

/** Watches what the client publishes of its requests; its other messages are what waits give out. */
function onPublishedSecret(leaked: (message: string) => void): () => void {
  const look = (message: unknown) => {
    const text = JSON.stringify(message);
    if (text.includes(user.password) || /[0-9a-f]{32}/.test(text)) leaked(text);
  };
  const channels = ["asyncstatus:request:start", "asyncstatus:request:end"];
  for (const channel of channels) subscribe(channel, look);
  return () => {
    for (const channel of channels) unsubscribe(channel, look);
  };
}

/** A run as somebody reads it who looks into a violation. */
function story({ scenario, record }: Finished, violations: readonly string[]): string {
  return [
    `Seed ${scenario.seed}`,
    ...violations.map((violation) => `  !! ${violation}`),
    inspect(scenario, { depth: Infinity, breakLength: 110 }),
    ...record.story,
  ].join("\n");
}
