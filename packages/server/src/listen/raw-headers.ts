/** The headers of a request as they were sent: names and values, alternating. */
export type RawHeaders = readonly string[];

/** The values of a header, each as it was sent. */
export function headerValues(rawHeaders: RawHeaders, name: string): string[] {
  const values: string[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    // Both are there: names and values alternate.
    const [candidate, value] = [rawHeaders[i] as string, rawHeaders[i + 1] as string];
    // The length first: nearly all names are others.
    if (candidate.length !== name.length) continue;
    if (candidate.toLowerCase() === name.toLowerCase()) values.push(value);
  }
  return values;
}

/** All headers as the platform has them. */
export function toHeaders(rawHeaders: RawHeaders): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    headers.append(rawHeaders[i] as string, rawHeaders[i + 1] as string);
  }
  return headers;
}
