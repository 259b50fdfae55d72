import { X509Certificate } from "node:crypto";
import { OptionError, requireKnownOptions } from "../errors/option-error.ts";

/**
 * The certificate that a device must have. Defaults to the authorities that Node.js trusts. `ca`,
 * `fingerprint256` and `insecure` are mutually exclusive.
 */
export interface TlsOptions {
  /** The authority or the device's own certificate, in PEM. Dates and host name are checked, too. */
  readonly ca?: string | readonly string[];
  /**
   * SHA-256 of the device's certificate, 64 hex digits with or without colons. Replaces every other
   * check, including dates and host name. Several if the certificate changes: an activate may replace it.
   */
  readonly fingerprint256?: string | readonly string[];
  /** The host name expected in the certificate. Defaults to the host. */
  readonly serverName?: string;
  /** Disables every check. An attacker on the network can read the password. */
  readonly insecure?: boolean;
}

const tlsOptionNames = {
  ca: true,
  fingerprint256: true,
  serverName: true,
  insecure: true,
} as const satisfies Record<keyof TlsOptions, true>;

/** The check of certificates: the parsed {@link TlsOptions}. */
export type Trust =
  | { readonly by: "authorities"; readonly ca: readonly string[] | undefined }
  | { readonly by: "fingerprint"; readonly fingerprints: readonly string[] }
  | { readonly by: "nothing" };

/** @throws {OptionError} If an option is invalid. */
export function readTlsOptions(options: TlsOptions): Trust {
  requireKnownOptions("tls", options, tlsOptionNames);
  const { ca, fingerprint256, insecure } = options;
  const given = [ca !== undefined, fingerprint256 !== undefined, insecure === true];
  if (given.filter(Boolean).length > 1) {
    throw new OptionError("tls", "`ca`, `fingerprint256` and `insecure` are mutually exclusive");
  }
  if (fingerprint256 !== undefined) {
    const fingerprints = [fingerprint256].flat().map(readFingerprint);
    if (fingerprints.length === 0)
      throw new OptionError("tls.fingerprint256", "expected at least one fingerprint, got none");
    return { by: "fingerprint", fingerprints };
  }
  if (insecure) return { by: "nothing" };
  return { by: "authorities", ca: ca === undefined ? undefined : readCa(ca) };
}

/** Returns a fingerprint as Node.js formats it: upper case with colons. */
function readFingerprint(text: string): string {
  if (!/^([0-9a-f]{64}|([0-9a-f]{2}:){31}[0-9a-f]{2})$/i.test(text)) {
    throw new OptionError(
      "tls.fingerprint256",
      "expected the SHA-256 of a certificate, 64 hex digits with or without colons (openssl x509 " +
        `-noout -fingerprint -sha256 prints it), got ${JSON.stringify(text)}`,
    );
  }
  return text
    .replaceAll(":", "")
    .toUpperCase()
    .replace(/..(?=.)/g, "$&:");
}

// Node.js accepts any text as `ca`: it skips what is not a certificate, and falls back to its own
// authorities if the text is empty.
function readCa(ca: string | readonly string[]): readonly string[] {
  const texts = typeof ca === "string" ? [ca] : ca;
  const found = texts.map((text) => text.match(pemCertificates) ?? []);
  if (found.length === 0 || found.some((certificates) => certificates.length === 0)) {
    throw new OptionError("tls.ca", "expected certificates in PEM (not a file name), got none");
  }
  const certificates = found.flat();
  if (!certificates.every(isReadable)) {
    throw new OptionError("tls.ca", "contains an invalid certificate");
  }
  return certificates;
}

const pemCertificates = /-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs;

function isReadable(certificate: string): boolean {
  try {
    new X509Certificate(certificate);
    return true;
  } catch {
    return false;
  }
}
