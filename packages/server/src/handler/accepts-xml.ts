/** The media ranges that application/xml is in, the most specific first. */
const ranges = ["application/xml", "application/*", "*/*"];

/**
 * Whether an `Accept` header admits application/xml, the only media type that there is (RFC 9110,
 * section 12.5.1): the most specific range that it is in decides, by a weight above 0.
 */
export function acceptsXml(header: string | null): boolean {
  // What the vendor's examples send, and most clients after them.
  if (header === ranges[0]) return true;
  if (header === null || header.trim() === "") return true;
  const weights = new Map(header.toLowerCase().split(",").map(rangeAndWeight));
  const range = ranges.find((candidate) => weights.has(candidate));
  return range !== undefined && Number(weights.get(range)) > 0;
}

function rangeAndWeight(element: string): [range: string, weight: string] {
  const [range = "", ...parameters] = element.split(";").map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice("q=".length);
  return [range, weight ?? "1"];
}
