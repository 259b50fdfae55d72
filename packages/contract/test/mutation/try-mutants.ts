import type { RestVersion, Transport, TransportResponse } from "@asyncstatus/client";
import { changeState } from "../../src/index.ts";
import { operationOf } from "../interactions/operation-of.ts";
import { type PactFile, type PactInteraction, readPact } from "../pacts/pact.ts";
import { ReferenceProvider } from "../provider/reference-provider.ts";
import type { Mutant } from "./mutant.ts";
import { headerMutants, responseMutants } from "./response-mutants.ts";
import { type Result, verifyNumbered } from "./verify-numbered.ts";

/** A mutant, and the result of its verification. */
export interface Trial extends Pick<Mutant, "kind" | "what"> {
  readonly version: RestVersion;
  readonly interaction: PactInteraction;
  readonly result: Result;
}

// The verifier keeps all its results in memory.
const batchSize = 1_000;

/** Verifies every mutant of a contract's responses. */
export async function tryMutants(version: RestVersion): Promise<Trial[]> {
  const pact = readPact(`rest-${version}`);
  const interactions = withDistinctResponses(pact.interactions);
  const originals = await originalsOf(pact, version, interactions);
  const statuses = new Set<number>();
  const mutants = interactions.flatMap((interaction, index) => {
    const original = originals[index];
    if (!original) return [];
    const { method, path } = interaction.request;
    const ofHeaders = statuses.has(original.status) ? [] : headerMutants(original);
    statuses.add(original.status);
    const others = responseMutants(operationOf(version, method, path), original);
    return [...others, ...ofHeaders].map((mutant) => ({
      ...mutant,
      interaction,
      response: mutant.change(original),
    }));
  });
  const trials: Trial[] = [];
  for (let start = 0; start < mutants.length; start += batchSize) {
    const batch = mutants.slice(start, start + batchSize);
    const results = await verifyBatch(pact, version, batch);
    for (const [index, { kind, what, interaction }] of batch.entries()) {
      const result = results[index];
      if (result) trials.push({ kind, what, version, interaction, result });
    }
  }
  return trials;
}

/** True if Pact or another validator found a deviation. */
export function isDetected({ passedPact, findings }: Result): boolean {
  return !passedPact || findings.length > 0;
}

/** One interaction for each response: what was requested does not matter to its verification. */
function withDistinctResponses(interactions: readonly PactInteraction[]): PactInteraction[] {
  const byResponse = new Map<string, PactInteraction>();
  for (const interaction of interactions) {
    const { status, body, matchingRules } = interaction.response;
    const response = JSON.stringify([status, body?.content, matchingRules]);
    if (!byResponse.has(response)) byResponse.set(response, interaction);
  }
  return [...byResponse.values()];
}

/** The valid responses of the reference device. */
async function originalsOf(
  pact: PactFile,
  version: RestVersion,
  interactions: readonly PactInteraction[],
): Promise<TransportResponse[]> {
  await using device = new ReferenceProvider("https");
  const results = await verifyNumbered(pact, version, interactions, device, (request, index) =>
    index === undefined ? changeState(device.handlers, request) : undefined,
  );
  return results.map((result, index) => {
    if (!isDetected(result)) return result.response;
    throw new Error(`${interactions[index]?.description}: the original response is invalid.`);
  });
}

function verifyBatch(
  pact: PactFile,
  version: RestVersion,
  mutants: readonly {
    readonly interaction: PactInteraction;
    readonly response: TransportResponse;
  }[],
): Promise<Result[]> {
  let current: TransportResponse | undefined;
  const withoutStates = mutants.map(({ interaction }) => ({ ...interaction, providerStates: [] }));
  const transport: Transport = {
    async request() {
      if (!current) throw new Error("There is no current mutant.");
      return current;
    },
    close: async () => {},
  };
  const provider = { url: "https://192.0.2.1", transport };
  return verifyNumbered(pact, version, withoutStates, provider, (_, index) => {
    current = mutants[index ?? -1]?.response;
    return undefined;
  });
}
