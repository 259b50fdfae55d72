import { fileURLToPath } from "node:url";

/** The consumer in every pact. */
export const consumer = "asyncstatus-client";

/** Where the pact with a provider is kept. */
export function pactFile(provider: string): string {
  return fileURLToPath(new URL(`../pacts/${provider}.json`, import.meta.url));
}
