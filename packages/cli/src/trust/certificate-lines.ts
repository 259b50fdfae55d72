import { printable } from "../output/printable.ts";
import type { ShownCertificate } from "./read-certificate.ts";

/** A certificate for a person to compare. */
export function certificateLines(
  endpoint: URL,
  { certificate, notVouchedFor }: ShownCertificate,
): string[] {
  const { subject, issuer, validFrom, validTo, subjectAltName, fingerprint256 } = certificate;
  const one = (text: string) => printable(text.replaceAll("\n", ", "));
  return [
    `${endpoint.host} shows this certificate:`,
    `  subject      ${one(subject)}`,
    ...(subjectAltName ? [`  names        ${one(subjectAltName)}`] : []),
    `  issuer       ${issuer === subject ? "itself (self-signed)" : one(issuer)}`,
    `  valid        ${validFrom} to ${validTo}`,
    `  authorities  ${notVouchedFor ? `do not vouch for it (${notVouchedFor})` : "vouch for it"}`,
    "  SHA-256",
    `    ${fingerprint256.slice(0, 48)}`,
    `    ${fingerprint256.slice(48)}`,
  ];
}
