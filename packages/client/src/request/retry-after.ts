/**
 * Reads a `Retry-After` header, RFC 9110 section 10.2.3, in its form of seconds. A date is not read:
 * the clocks of a device and of its clients differ.
 */
export function readRetryAfter(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) * 1000 : undefined;
}
