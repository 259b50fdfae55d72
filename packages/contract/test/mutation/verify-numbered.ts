import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RestVersion, TransportResponse } from "@asyncstatus/client";
import type { ProviderValues } from "../../src/index.ts";
import type { PactFile, PactInteraction } from "../pacts/pact.ts";
import { type ContractOptions, verifyContract } from "../provider/verify-contract.ts";

/** The result of one interaction. */
export interface Result {
  readonly response: TransportResponse;
  readonly passedPact: boolean;
  /** The findings of the validation. */
  readonly findings: readonly string[];
}

const numberState = "the interaction has a number";

/**
 * Verifies interactions, which can repeat, in one run of the verifier: its start takes longer than a
 * hundred interactions. An additional state has the number of each.
 *
 * @param change Called for each state change. The last one of an interaction has its index.
 */
export async function verifyNumbered(
  pact: PactFile,
  version: RestVersion,
  interactions: readonly PactInteraction[],
  provider: ContractOptions["provider"],
  change: (
    request: unknown,
    index: number | undefined,
  ) => ProviderValues | undefined | Promise<ProviderValues>,
): Promise<Result[]> {
  const dir = mkdtempSync(join(tmpdir(), "asyncstatus-mutation-"));
  const pactFile = join(dir, "pact.json");
  const seen = new Map<number, Omit<Result, "passedPact">>();
  let current = -1;
  try {
    writeFileSync(pactFile, JSON.stringify({ ...pact, interactions: interactions.map(numbered) }));
    const { interactions: passed } = await verifyContract({
      provider,
      async changeState(request) {
        const { state, params } = Object(request);
        if (state === numberState) current = Number(params.number);
        return (await change(request, state === numberState ? current : undefined)) ?? {};
      },
      pactFile,
      version,
      timeoutMs: 300_000,
      onResponse: (response, findings) => seen.set(current, { response, findings }),
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
