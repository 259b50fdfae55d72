import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The name of the consumer in every pact. */
export const consumer = "asyncstatus-client";

/** The parts of an interaction that the tests read. */
export interface PactInteraction {
  readonly description: string;
  readonly providerStates: readonly {
    readonly name: string;
    readonly params?: Readonly<Record<string, unknown>>;
  }[];
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, readonly string[]>>;
    readonly body?: { readonly content: string };
  };
  readonly response: {
    readonly status: number;
    readonly body?: { readonly content: string };
    readonly matchingRules?: {
      readonly header?: unknown;
      readonly body?: Readonly<
        Record<string, { readonly matchers: readonly { readonly regex: string }[] }>
      >;
    };
  };
}

/** A pact. */
export interface PactFile {
  readonly interactions: readonly PactInteraction[];
}

/** The path of the committed pact with a provider. */
export function pactFile(provider: string): string {
  return fileURLToPath(new URL(`../../pacts/${provider}.json`, import.meta.url));
}

export function readPact(provider: string): PactFile {
  return JSON.parse(readFileSync(pactFile(provider), "utf8"));
}
