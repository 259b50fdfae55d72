import type { RestVersion } from "@asyncstatus/client";
import { changeState } from "../../src/index.ts";
import { operationOf } from "../interactions/operation-of.ts";
import { type PactFile, type PactInteraction, readPact } from "../pacts/pact.ts";
import { ReferenceProvider } from "../provider/reference-provider.ts";
import type { Answered } from "../validation/validate-response.ts";
import type { Mutant } from "./mutant.ts";
import { representatives } from "./representatives.ts";
import { headerMutantsOf, mutantsOf } from "./response-mutants.ts";
import { type Judgement, verifyNumbered } from "./verify-numbered.ts";

/** A mutant of an interaction's answer, and what became of it. */
export interface Trial extends Pick<Mutant, "kind" | "what"> {
  readonly version: RestVersion;
  readonly interaction: PactInteraction;
  readonly judgement: Judgement;
}

// The verifier keeps in memory to its end what it has seen.
const atATime = 1_000;

/** Has every mutant of a contract's answers judged, on the wire. */
export async function tryMutants(version: RestVersion): Promise<Trial[]> {
  const pact = readPact(`rest-${version}`);
  const interactions = representatives(pact.interactions);
  const originals = await answersOf(pact, version, interactions);
  const statuses = new Set<number>();
  const mutants = interactions.flatMap((interaction, index) => {
    const original = originals[index];
    if (!original) return [];
    const { method, path } = interaction.request;
    const ofHeaders = statuses.has(original.status) ? [] : headerMutantsOf(original);
    statuses.add(original.status);
    const ofTheRest = mutantsOf(operationOf(version, method, path), original);
    return [...ofTheRest, ...ofHeaders].map((mutant) => ({
      ...mutant,
      interaction,
      answer: mutant.change(original),
    }));
  });
  const trials: Trial[] = [];
  for (let start = 0; start < mutants.length; start += atATime) {
    const turn = mutants.slice(start, start + atATime);
    const judgements = await judgementsOn(pact, version, turn);
    for (const [index, { kind, what, interaction }] of turn.entries()) {
      const judgement = judgements[index];
      if (judgement) trials.push({ kind, what, version, interaction, judgement });
    }
  }
  return trials;
}

/** Whether anybody has found something. */
export function isCaught({ byPact, verdicts }: Judgement): boolean {
  return byPact || verdicts.length > 0;
}

/** What the reference device answers, which is right. */
async function answersOf(
  pact: PactFile,
  version: RestVersion,
  interactions: readonly PactInteraction[],
): Promise<Answered[]> {
  await using device = new ReferenceProvider("https");
  const judgements = await verifyNumbered(pact, version, interactions, {
    get url() {
      return device.url;
    },
    get transport() {
      return device.transport;
    },
    change: (request, index) =>
      index === undefined ? changeState(device.handlers, request) : undefined,
  });
  return judgements.map((judgement, index) => {
    if (!isCaught(judgement)) return judgement.answer;
    throw new Error(`${interactions[index]?.description}: is wrong before it is changed.`);
  });
}

/** What is found where each interaction is answered by a mutant, whatever is asked. */
function judgementsOn(
  pact: PactFile,
  version: RestVersion,
  mutants: readonly { readonly interaction: PactInteraction; readonly answer: Answered }[],
): Promise<Judgement[]> {
  let current: Answered | undefined;
  const withoutStates = mutants.map(({ interaction }) => ({ ...interaction, providerStates: [] }));
  return verifyNumbered(pact, version, withoutStates, {
    url: "https://192.0.2.1",
    transport: {
      async request() {
        if (!current) throw new Error("No mutant was asked for.");
        return current;
      },
      close: async () => {},
    },
    change(_, index) {
      current = mutants[index ?? -1]?.answer;
    },
  });
}
