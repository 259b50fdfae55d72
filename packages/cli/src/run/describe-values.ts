/** Formats the values of an attribute. */
export function describeValues(values: readonly string[]): string {
  const [only] = values;
  if (values.length !== 1 || only === undefined) return `[${values.map(quoted).join(", ")}]`;
  return quoted(only);
}

/** An empty text, and one with a character that separates values, must be recognizable. */
function quoted(value: string): string {
  return /^$|^\s|\s$|^["[]|, /.test(value) ? JSON.stringify(value) : value;
}
