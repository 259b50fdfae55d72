import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The consumer in every pact. */
export const consumer = "asyncstatus-client";

/** An interaction, as far as it is read here. */
export interface PactInteraction {
  readonly description: string;
  readonly providerStates: readonly {
    readonly name: string;
    readonly params?: Readonly<Record<string, unknown>>;
  }[];
  readonly request: PactMessage & { readonly method: string; readonly path: string };
  readonly response: PactMessage & { readonly status: number };
}

interface PactMessage {
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly body?: { readonly content: string; readonly contentType: string };
  readonly matchingRules?: {
    readonly body?: Readonly<Record<string, { readonly matchers: readonly { regex: string }[] }>>;
  };
}

/** A pact, as far as it is read here. */
export interface PactFile {
  readonly interactions: readonly PactInteraction[];
}

/** Where the pact with a provider is kept. */
export function pactFile(provider: string): string {
  return fileURLToPath(new URL(`../../pacts/${provider}.json`, import.meta.url));
}

/** Reads a pact that is committed. */
export function readPact(provider: string): PactFile {
  return JSON.parse(readFileSync(pactFile(provider), "utf8"));
}
