import type { Check } from "../run/command-result.ts";

const monthMs = 30 * 86_400_000;

/**
 * Reports a certificate that has expired or expires within 30 days. A pinned one is trusted anyway.
 *
 * @param validTo As the certificate has it.
 */
export function checkValidity(validTo: string, now: Date): Check[] {
  const leftMs = Date.parse(validTo) - now.getTime();
  if (!(leftMs < monthMs)) return [];
  const finding = leftMs < 0 ? `expired on ${validTo}` : `expires soon, on ${validTo}`;
  const fix = "Install a new certificate on the device.";
  return [{ check: "validity", ok: leftMs > 0, finding, fix }];
}
