import { isJsonObject, type Json, type JsonObject, objectOf } from "../spec/merge-patch.ts";

type NamedFact = readonly [name: string, evidence: JsonObject];

/**
 * Generates the module with the evidence for every fact. A request is named by its operationId, a
 * response by the operationId and the status, an element by its document and its path.
 */
export function factsModule(
  versions: readonly string[],
  documentOf: (version: string) => JsonObject,
): string {
  const found = new Map<string, { versions: string[] }>();
  for (const version of versions) {
    for (const [name, { mark, xml, note, errorMessages }] of factsOf(documentOf(version))) {
      const fact = JSON.stringify({ name, mark, xml, note, errorMessages });
      const { versions: among } = found.get(fact) ?? { versions: [] };
      if (!among.includes(version)) found.set(fact, { versions: [...among, version] });
    }
  }
  const facts = [...found].map(([fact, among]) => ({ ...JSON.parse(fact), ...among }));
  return `// Generated from spec/openapi by \`pnpm generate\`. Do not edit.

import type { RestVersion } from "@asyncstatus/model";

/** The evidence: the vendor documents it, existing software relies on it, or we infer it. */
export type Mark = "documented" | "observed" | "assumed";

/** One fact of the specification. */
export interface Fact {
  /** As in \`getAsyncStatus 200\` or \`AsyncStatusResponse/data/operationState\`. */
  readonly name: string;
  readonly mark: Mark;
  /** The mark of its form in XML, if that differs. */
  readonly xml?: Mark;
  readonly note?: string;
  /** The documented texts of an error. */
  readonly errorMessages?: readonly string[];
  /** The REST versions in which it holds. */
  readonly versions: readonly RestVersion[];
}

/** Every fact of the specification. */
export const facts: readonly Fact[] = ${JSON.stringify(facts)};
`;
}

function factsOf(document: JsonObject): NamedFact[] {
  return [...factsOfRequests(document), ...factsOfDocuments(document)];
}

function factsOfRequests(document: JsonObject): NamedFact[] {
  const paths = Object.values(objectOf(document.paths));
  const requests = paths.flatMap((path) => Object.values(objectOf(path))).map(objectOf);
  return requests.flatMap(({ operationId, responses, ...operation }) => {
    if (typeof operationId !== "string") return [];
    return [
      ...evidenceOf(operationId, operation),
      ...Object.entries(objectOf(responses)).flatMap(([status, response]) =>
        evidenceOf(`${operationId} ${status}`, resolve(document, response)),
      ),
    ];
  });
}

function factsOfDocuments(document: JsonObject): NamedFact[] {
  return Object.entries(objectOf(objectOf(document.components).schemas)).flatMap(
    ([name, schema]) => {
      const { "x-document": isDocument, "x-form": isForm } = objectOf(schema);
      return isDocument || isForm ? factsBelow(document, name, schema) : [];
    },
  );
}

/** Returns the facts of a schema and of all elements below it; of a type inside itself, only the first. */
function factsBelow(
  document: JsonObject,
  path: string,
  node: Json,
  above: readonly JsonObject[] = [],
): NamedFact[] {
  const schema = resolve(document, node);
  if (above.includes(schema)) return [];
  const below = [...above, schema];
  const parts = Array.isArray(schema.allOf) ? schema.allOf : [];
  const properties = Object.entries(objectOf(schema.properties)).map(
    ([property, inner]) => [elementOf(document, inner) ?? property, inner] as const,
  );
  const item = schema.items && ([elementOf(document, schema.items), schema.items] as const);
  return [
    ...evidenceOf(path, schema),
    ...parts.flatMap((part) =>
      factsBelow(document, path, part, below).filter(([name]) => name !== path),
    ),
    ...[...properties, ...(item ? [item] : [])].flatMap(([element, inner]) =>
      factsBelow(document, `${path}/${element}`, inner, below),
    ),
  ];
}

/** Returns the name of an element, if it differs from the property's. */
function elementOf(document: JsonObject, node: Json): Json | undefined {
  return objectOf(resolve(document, node).xml).name;
}

function evidenceOf(
  name: string,
  { "x-evidence": evidence, "x-error-messages": errorMessages }: JsonObject,
): NamedFact[] {
  if (!isJsonObject(evidence)) return [];
  return [[name, { ...evidence, ...(errorMessages !== undefined && { errorMessages }) }]];
}

/** @throws {Error} If the target of a reference does not exist. */
function resolve(document: JsonObject, node: Json): JsonObject {
  const { $ref } = objectOf(node);
  if (typeof $ref !== "string") return objectOf(node);
  const keys = $ref.replace(/^#\//, "").split("/");
  const found = keys.reduce<Json | undefined>((parent, key) => objectOf(parent)[key], document);
  if (!isJsonObject(found)) throw new Error(`${$ref} does not exist.`);
  return resolve(document, found);
}
