import { UsageError } from "../errors.ts";

/** Values by name; a list if a name is repeated. */
export type Pairs = Readonly<Record<string, string | readonly string[]>>;

/** Parses texts such as `hostname=sa1`. @throws {UsageError} If one has no name. */
export function parsePairs(texts: readonly string[]): Pairs {
  const values = new Map<string, string[]>();
  for (const text of texts) {
    const end = text.indexOf("=");
    if (end < 1) throw new UsageError(`expected NAME=VALUE, got ${JSON.stringify(text)}`);
    const name = text.slice(0, end);
    values.set(name, [...(values.get(name) ?? []), text.slice(end + 1)]);
  }
  return Object.fromEntries(
    Array.from(values, ([name, all]) => [name, all.length === 1 ? (all[0] ?? "") : all]),
  );
}
