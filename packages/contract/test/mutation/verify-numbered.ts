import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RestVersion, Transport } from "@asyncstatus/client";
import { serveStateChanges } from "../../src/states/serve-states.ts";
import { operationOf } from "../interactions/operation-of.ts";
import type { PactFile, PactInteraction } from "../pacts/pact.ts";
import { tapWire } from "../provider/proxy.ts";
import { runVerifier } from "../provider/run-verifier.ts";
import { type Answered, judgeAnswer, type Verdict } from "../validation/validate-response.ts";

/** A provider that is told which interaction comes next. */
export interface NumberedProvider {
  readonly url: string;
  readonly transport: Transport;
  /** Told of each change of state, with the number of the interaction in the last of them. */
  readonly change: (request: unknown, index: number | undefined) => void | Promise<void>;
}

/** What became of an interaction. */
export interface Judgement {
  /** As it came to the judges. */
  readonly answer: Answered;
  /** Whether Pact found something. */
  readonly byPact: boolean;
  /** Who else did. */
  readonly verdicts: readonly Verdict[];
}

const numberState = "the interaction has a number";

/**
 * Verifies interactions that may be there many times, all in one run of the verifier: it takes longer
 * to start than to verify a hundred. Each has one more state than in the contract, with its number.
 */
export async function verifyNumbered(
  pact: PactFile,
  version: RestVersion,
  interactions: readonly PactInteraction[],
  provider: NumberedProvider,
): Promise<Judgement[]> {
  const dir = mkdtempSync(join(tmpdir(), "asyncstatus-referee-"));
  const seen = new Map<number, Omit<Judgement, "byPact">>();
  let current = -1;
  await using states = await serveStateChanges(async (request) => {
    const { state, params } = Object(request);
    if (state === numberState) current = Number(params.number);
    await provider.change(request, state === numberState ? current : undefined);
  });
  await using wiretap = await tapWire({
    provider,
    onExchange({ method, pathname, answer }) {
      const verdicts = judgeAnswer(version, operationOf(version, method, pathname), answer);
      seen.set(current, { answer, verdicts });
    },
  });
  try {
    const pactFile = join(dir, "pact.json");
    writeFileSync(pactFile, JSON.stringify({ ...pact, interactions: interactions.map(numbered) }));
    const { interactions: results } = await runVerifier({
      pactFile,
      port: wiretap.port,
      stateChangeUrl: states.url,
      timeoutMs: 300_000,
    });
    return interactions.map(({ description }, number) => {
      const judgement = seen.get(number);
      const passed = results.get(`${number}`);
      if (judgement && passed !== undefined) return { ...judgement, byPact: !passed };
      throw new Error(`Nobody has looked at ${number}, ${description}.`);
    });
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function numbered(interaction: PactInteraction, number: number): PactInteraction {
  const state = { name: numberState, params: { number: `${number}` } };
  return {
    ...interaction,
    description: `${number}`,
    providerStates: [...interaction.providerStates, state],
  };
}
