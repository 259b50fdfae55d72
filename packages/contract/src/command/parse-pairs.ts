import { UsageError } from "./usage-error.ts";

/** Values by name; a list if a name is repeated. */
export type Pairs = Readonly<Record<string, string | readonly string[]>>;

/** Parses texts such as `hostname=sa1`. @throws {UsageError} If one has no name. */
export function parsePairs(texts: readonly string[]): Pairs {
  const values = new Map<string, string[]>();
  for (const text of texts) {
    const end = text.indexOf("=");
    if (end < 1) throw new UsageError(`expected KEY=VALUE, got ${JSON.stringify(text)}`);
    const name = text.slice(0, end);
    values.set(name, [...(values.get(name) ?? []), text.slice(end + 1)]);
  }
  return Object.fromEntries(
    Array.from(values, ([name, all]) => [name, all.length === 1 ? (all[0] ?? "") : all]),
  );
}

/**
 * Returns the element that an option and its arguments name, such as `--expect TYPE KEY=VALUE`.
 *
 * @throws {UsageError} If there is a type without attributes, or the reverse.
 */
export function parseElement(
  option: string,
  type: string | undefined,
  pairs: readonly string[],
): { readonly type: string; readonly attributes: Pairs } | undefined {
  if (type === undefined) {
    if (pairs.length > 0) throw new UsageError(`attributes need ${option} TYPE`);
    return undefined;
  }
  if (pairs.length === 0) throw new UsageError(`${option}: expected attributes, as KEY=VALUE`);
  return { type, attributes: parsePairs(pairs) };
}
