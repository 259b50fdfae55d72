import { isDeepStrictEqual } from "node:util";

/** Difference between documents. */
export interface Difference {
  readonly path: readonly string[];
  /** Values in the documents. `undefined` if a document has none. */
  readonly values: readonly unknown[];
}

/**
 * Finds the differences between documents, as deep as possible. Lists of named items or references are
 * compared by name, other lists as a whole.
 */
export function differencesOf(
  documents: readonly unknown[],
  path: readonly string[] = [],
): Difference[] {
  if (documents.every((document) => isDeepStrictEqual(document, documents[0]))) return [];
  const objects = documents.map(asObject);
  if (!objects.every((object) => object !== undefined)) return [{ path, values: documents }];
  const names = new Set(objects.flatMap((object) => Object.keys(object)));
  return [...names].flatMap((name) =>
    differencesOf(
      objects.map((object) => object[name]),
      [...path, name],
    ),
  );
}

function nameIn(item: unknown): unknown {
  const { name, $ref } = Object(item);
  return name ?? $ref;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (Array.isArray(value)) {
    const named = value.map((item) => [nameIn(item), item] as const);
    return named.every(([name]) => typeof name === "string")
      ? Object.fromEntries(named)
      : undefined;
  }
  return typeof value === "object" && value !== null ? { ...value } : undefined;
}
