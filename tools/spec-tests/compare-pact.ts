import * as comparison from "@pactflow/openapi-pact-comparator";
import type { JsonObject } from "../spec/merge-patch.ts";
import type { Interaction } from "./json-projection.ts";

/** A violation that the comparator found. */
export interface Finding {
  readonly type: "error" | "warning" | "info";
  readonly code: string;
  readonly message: string;
  readonly mockDetails?: { readonly interactionDescription?: string };
}

// The package's declarations cannot be resolved from an ES module.
const { Comparator } = comparison as unknown as {
  Comparator: new (options: {
    oas: JsonObject;
  }) => { compare(pact: unknown): AsyncIterable<Finding> };
};

/** Lists the interactions of a pact that violate an OpenAPI document. */
export async function comparePact(
  oas: JsonObject,
  pact: { readonly interactions: readonly Interaction[] },
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of new Comparator({ oas }).compare(pact)) findings.push(finding);
  return findings;
}
