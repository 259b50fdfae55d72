import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RestVersion, Transport, TransportResponse } from "@asyncstatus/client";
import { serveStateChanges } from "../../src/states/serve-states.ts";
import { operationOf } from "../interactions/operation-of.ts";
import type { PactFile, PactInteraction } from "../pacts/pact.ts";
import { startProxy } from "../provider/proxy.ts";
import { runVerifier } from "../provider/run-verifier.ts";
import { validateResponse } from "../validation/validate-response.ts";

/** A provider that knows the number of the next interaction. */
export interface NumberedProvider {
  readonly url: string;
  readonly transport: Transport;
  /** Called for each state change. The last one of an interaction has its index. */
  readonly change: (request: unknown, index: number | undefined) => void | Promise<void>;
}

/** The result of one interaction. */
export interface Result {
  readonly response: TransportResponse;
  readonly passedPact: boolean;
  /** What the other validators found. */
  readonly findings: readonly string[];
}

const numberState = "the interaction has a number";

/**
 * Verifies interactions, which can repeat, in one run of the verifier: its start takes longer than a
 * hundred interactions. An additional state has the number of each.
 */
export async function verifyNumbered(
  pact: PactFile,
  version: RestVersion,
  interactions: readonly PactInteraction[],
  provider: NumberedProvider,
): Promise<Result[]> {
  const dir = mkdtempSync(join(tmpdir(), "asyncstatus-mutation-"));
  const seen = new Map<number, Omit<Result, "passedPact">>();
  let current = -1;
  await using states = await serveStateChanges(async (request) => {
    const { state, params } = Object(request);
    if (state === numberState) current = Number(params.number);
    await provider.change(request, state === numberState ? current : undefined);
  });
  await using proxy = await startProxy({
    provider,
    onExchange({ method, pathname, response }) {
      const findings = validateResponse(version, operationOf(version, method, pathname), response);
      seen.set(current, { response, findings });
    },
  });
  try {
    const pactFile = join(dir, "pact.json");
    writeFileSync(pactFile, JSON.stringify({ ...pact, interactions: interactions.map(numbered) }));
    const { interactions: passed } = await runVerifier({
      pactFile,
      port: proxy.port,
      stateChangeUrl: states.url,
      timeoutMs: 300_000,
    });
    return interactions.map(({ description }, number) => {
      const result = seen.get(number);
      const passedPact = passed.get(`${number}`);
      if (result && passedPact !== undefined) return { ...result, passedPact };
      throw new Error(`Interaction ${number}, ${description}, was not verified.`);
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
