import { isDeepStrictEqual } from "node:util";

/** Something that documents say differently. */
export interface Difference {
  /** The names on the way to it. */
  readonly path: readonly string[];
  /** What each document says there, in their order; `undefined` where it says nothing. */
  readonly values: readonly unknown[];
}

/**
 * Where documents differ, as deep as they can be told apart. Lists of things with a name, or of
 * references, are compared by those, other lists as a whole.
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
