import { generateKeyPair, type KeyObject, sign, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { promisify } from "node:util";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate as CertificateSyntax,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  id_ce_extKeyUsage,
  id_ce_subjectAltName,
  id_kp_serverAuth,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from "@peculiar/asn1-x509";

/** A private key and its certificate, both in PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const dayMs = 24 * 60 * 60 * 1000;
const commonName = "2.5.4.3";
const ecdsaWithSha256 = new AlgorithmIdentifier({ algorithm: "1.2.840.10045.4.3.2" });

/**
 * Creates a key (EC P-256) and a certificate for `hosts`, names or IP addresses. It is valid for a
 * year, from a day before `now`: a client's clock may be behind.
 *
 * Clients can use the certificate as their CA. It is not marked as one: verifiers do not require that
 * of a server's own certificate, and some (webpki in Rust) refuse a server with a CA certificate.
 */
export async function createSelfSignedCertificate(
  hosts: readonly string[],
  now: Date = new Date(),
): Promise<Certificate> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)("ec", { namedCurve: "P-256" });
  const tbsCertificate = describe(publicKey, hosts, now);
  const certificate = new CertificateSyntax({
    tbsCertificate,
    signatureAlgorithm: ecdsaWithSha256,
    signatureValue: toArrayBuffer(
      sign("sha256", Buffer.from(AsnConvert.serialize(tbsCertificate)), privateKey),
    ),
  });
  return {
    key: String(privateKey.export({ type: "pkcs8", format: "pem" })),
    cert: new X509Certificate(Buffer.from(AsnConvert.serialize(certificate))).toString(),
  };
}

/** Creates a certificate for a host and the loopback interface. */
export function createCertificateFor(host: string): Promise<Certificate> {
  return createSelfSignedCertificate([...new Set(["localhost", "127.0.0.1", "::1", host])]);
}

// The fields of RFC 5280, section 4.1, in the DER of X.690. Built from their syntax: libraries that also
// sign and verify, such as @peculiar/x509, add 55 ms to each start.
function describe(publicKey: KeyObject, hosts: readonly string[], now: Date): TBSCertificate {
  const name = nameOf("asyncstatus reference device");
  return new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: ecdsaWithSha256,
    issuer: name,
    subject: name,
    validity: new Validity({
      notBefore: new Date(now.getTime() - dayMs),
      notAfter: new Date(now.getTime() + 364 * dayMs),
    }),
    subjectPublicKeyInfo: AsnConvert.parse(
      publicKey.export({ type: "spki", format: "der" }),
      SubjectPublicKeyInfo,
    ),
    extensions: new Extensions([
      extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
      extension(id_ce_subjectAltName, new SubjectAlternativeName(hosts.map(generalName))),
    ]),
  });
}

/** Positive and never 0 (RFC 5280, section 4.1.2.2). */
function serialNumber(): ArrayBuffer {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.buffer;
}

function nameOf(value: string): Name {
  const attribute = new AttributeTypeAndValue({
    type: commonName,
    value: new AttributeValue({ utf8String: value }),
  });
  return new Name([new RelativeDistinguishedName([attribute])]);
}

function extension(extnID: string, value: object): Extension {
  return new Extension({ extnID, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function generalName(host: string): GeneralName {
  if (isIP(host) === 0) return new GeneralName({ dNSName: host });
  return new GeneralName({ iPAddress: isIP(host) === 4 ? host : withoutDottedPart(host) });
}

/** Rewrites an IPv6 address in the one notation that the library parses correctly, without a zone. */
function withoutDottedPart(address: string): string {
  return new URL(`http://[${address.replace(/%.*$/, "")}]`).hostname.slice(1, -1);
}

function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
