import * as comparison from "@pactflow/openapi-pact-comparator";
import type { JsonObject } from "../spec/merge-patch.ts";
import type { Interaction } from "./projected.ts";

/** What the comparator finds. */
export interface Finding {
  readonly type: "error" | "warning" | "info";
  readonly code: string;
  readonly message: string;
  readonly mockDetails?: { readonly interactionDescription?: string };
}

// The package's own declarations cannot be resolved from an ECMAScript module.
const { Comparator } = comparison as unknown as {
  Comparator: new (options: {
    oas: JsonObject;
  }) => { compare(pact: unknown): AsyncIterable<Finding> };
};

/** What of a pact is not possible under an OpenAPI document. */
export async function comparePact(
  oas: JsonObject,
  pact: { readonly interactions: readonly Interaction[] },
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of new Comparator({ oas }).compare(pact)) findings.push(finding);
  return findings;
}
