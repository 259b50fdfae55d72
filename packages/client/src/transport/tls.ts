import { X509Certificate } from "node:crypto";
import { OptionError } from "../errors/option-error.ts";

/**
 * Which certificate a device has to show. With none of these, the authorities that Node.js trusts
 * decide. `ca`, `fingerprint256` and `insecure` exclude one another.
 */
export interface TlsOptions {
  /** PEM of the authority, or of the device's own certificate: dates and host name still count. */
  readonly ca?: string | readonly string[];
  /**
   * SHA-256 of the device's certificate, 64 hex digits with or without colons. It stands in place
   * of every other check, dates and host name included.
   */
  readonly fingerprint256?: string;
  /** The name that the certificate has to bear, where it is not the host's. */
  readonly serverName?: string;
  /** No check at all: anybody on the way can read the password. */
  readonly insecure?: boolean;
}

/** {@link TlsOptions}, read: what a connection is judged by. */
export type Trust =
  | { readonly by: "authorities"; readonly ca: readonly string[] | undefined }
  | { readonly by: "fingerprint"; readonly fingerprint256: string }
  | { readonly by: "nothing" };

/** @throws {OptionError} where the options cannot be meant. */
export function readTlsOptions({ ca, fingerprint256, insecure }: TlsOptions): Trust {
  const given = [ca !== undefined, fingerprint256 !== undefined, insecure === true];
  if (given.filter(Boolean).length > 1) {
    throw new OptionError("tls", "`ca`, `fingerprint256` and `insecure` exclude one another");
  }
  if (fingerprint256 !== undefined) {
    return { by: "fingerprint", fingerprint256: readFingerprint(fingerprint256) };
  }
  if (insecure) return { by: "nothing" };
  return { by: "authorities", ca: ca === undefined ? undefined : readCa(ca) };
}

/** As Node.js writes it: upper case, colons. */
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

// Node.js takes any text for `ca`: it skips what is no certificate, and where the text is empty, it
// falls back to its own authorities.
function readCa(ca: string | readonly string[]): readonly string[] {
  const texts = typeof ca === "string" ? [ca] : ca;
  const found = texts.map((text) => text.match(pemCertificates) ?? []);
  if (found.length === 0 || found.some((certificates) => certificates.length === 0)) {
    throw new OptionError(
      "tls.ca",
      "expected certificates in PEM (not the name of a file), got none",
    );
  }
  const certificates = found.flat();
  if (!certificates.every(isReadable)) {
    throw new OptionError("tls.ca", "a certificate in it cannot be read");
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
