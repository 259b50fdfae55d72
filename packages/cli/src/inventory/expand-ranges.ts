const range = /\[(\d+|[a-z]):(\d+|[a-z])(?::([1-9]\d{0,5}))?\]/i;

/** Most hosts of an inventory. */
export const maxHosts = 10_000;

/**
 * Expands the ranges of a host pattern of Ansible, such as `sbc[01:20].example` or `sbc-[a:f]`. An end is part of its
 * range, a third number is the step, and a leading zero sets the width.
 *
 * @returns undefined if a range is invalid, or has more than {@link maxHosts} hosts.
 */
export function expandRanges(pattern: string): string[] | undefined {
  const found = range.exec(pattern);
  if (!found) return [pattern];
  const [whole, from = "", to = "", step = "1"] = found;
  const values = valuesOf(from, to, Number(step));
  const rest = expandRanges(pattern.slice(found.index + whole.length));
  if (!values || !rest || values.length * rest.length > maxHosts) return undefined;
  const before = pattern.slice(0, found.index);
  return values.flatMap((value) => rest.map((end) => before + value + end));
}

function valuesOf(from: string, to: string, step: number): string[] | undefined {
  const isNumber = /^\d+$/.test(from);
  if (isNumber !== /^\d+$/.test(to)) return undefined;
  const [first, last] = isNumber
    ? [Number(from), Number(to)]
    : [from.charCodeAt(0), to.charCodeAt(0)];
  const count = Math.floor((last - first) / step) + 1;
  if (!(count >= 1 && count <= maxHosts)) return undefined;
  const width = from.startsWith("0") ? from.length : 1;
  return Array.from({ length: count }, (_, index) => {
    const value = first + index * step;
    return isNumber ? String(value).padStart(width, "0") : String.fromCharCode(value);
  });
}
