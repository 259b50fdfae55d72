import { escapeForTerminal } from "@asyncstatus/model/text";
import { untrustedTexts } from "../error-text.ts";
import type { PresentedCertificate } from "../io.ts";

/** Formats a certificate for the user to compare. */
export function certificateLines(
  endpoint: URL,
  { certificate, untrusted }: PresentedCertificate,
): string[] {
  const { subject, issuer, validFrom, validTo, subjectAltName, fingerprint256 } = certificate;
  const one = (text: string) => escapeForTerminal(text.replaceAll("\n", ", "));
  return [
    `${endpoint.host} presents this certificate:`,
    `  subject   ${one(subject)}`,
    ...(subjectAltName ? [`  names     ${one(subjectAltName)}`] : []),
    `  issuer    ${issuer === subject ? "itself (self-signed)" : one(issuer)}`,
    `  valid     ${validFrom} to ${validTo}`,
    `  trusted   ${untrusted ? `no (${untrustedTexts[untrusted]})` : "yes, signed by a trusted CA"}`,
    "  SHA-256",
    ...fingerprintLines(fingerprint256, "    "),
  ];
}

/** Returns a SHA-256 fingerprint in two lines. */
export function fingerprintLines(fingerprint256: string, indent: string): string[] {
  return [indent + fingerprint256.slice(0, 48), indent + fingerprint256.slice(48)];
}
