/** The media ranges that include application/xml, the most specific first. */
const ranges = ["application/xml", "application/*", "*/*"];

/**
 * Checks if an `Accept` header admits application/xml, the only media type that the API produces: the
 * most specific matching range decides, by a weight above 0 (RFC 9110, section 12.5.1).
 */
export function acceptsXml(header: string | null): boolean {
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
