import { isIP } from "node:net";

/** A private key and its certificate, both PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Makes a key (EC P-256) and a certificate for `hosts`, names or IP addresses, valid from a day
 * before `now` (a client's clock may be behind) for a year.
 *
 * Clients can be given the certificate as their CA. It is not marked as a CA's all the same: no
 * verifier asks that of a server's own certificate, and some (webpki in Rust) refuse a server that
 * shows a CA's.
 */
export async function createSelfSignedCertificate(
  hosts: readonly string[],
  now: Date = new Date(),
): Promise<Certificate> {
  // Takes 100 ms to load, which whoever brings a certificate is spared.
  const { generate } = await import("selfsigned");
  const made = await generate([{ name: "commonName", value: "asyncstatus reference device" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(now.getTime() - dayMs),
    notAfterDate: new Date(now.getTime() + 364 * dayMs),
    extensions: [
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: hosts.map((host) =>
          isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host },
        ),
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}
