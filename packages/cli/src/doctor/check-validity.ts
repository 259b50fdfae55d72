import type { Check } from "../output/result.ts";

const monthMs = 30 * 86_400_000;

/**
 * Says where a certificate has ended or soon will. A pinned one is good beyond its end; who looks at it now
 * will want to know all the same.
 *
 * @param validTo As the certificate says it.
 */
export function checkValidity(validTo: string, now: Date): Check[] {
  const leftMs = Date.parse(validTo) - now.getTime();
  if (!(leftMs < monthMs)) return [];
  const finding = leftMs < 0 ? `ended on ${validTo}` : `ends on ${validTo}, soon`;
  const mend = "Have the device get a new certificate.";
  return [{ check: "validity", ok: leftMs > 0, finding, mend }];
}
