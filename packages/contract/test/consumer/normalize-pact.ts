/** A pact as it is committed: without the tools that wrote it, and in an order that does not depend on theirs. */
export function normalisePact(text: string): string {
  const { consumer, provider, interactions, metadata } = JSON.parse(text) as {
    consumer: unknown;
    provider: unknown;
    interactions: { description: string }[];
    metadata: { pactSpecification: unknown };
  };
  const { pactSpecification } = metadata;
  const inOrder = interactions.toSorted((a, b) => (a.description < b.description ? -1 : 1));
  const pact = { consumer, provider, interactions: inOrder, metadata: { pactSpecification } };
  return `${JSON.stringify(withSortedKeys(pact), null, 2)}\n`;
}

function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, withSortedKeys(inner)]));
}
