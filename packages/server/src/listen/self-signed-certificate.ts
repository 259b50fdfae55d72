import { generateKeyPair, type KeyObject, sign } from "node:crypto";
import { isIP } from "node:net";
import { promisify } from "node:util";
import {
  bitString,
  der,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  time,
  utf8String,
} from "./der.ts";

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
  const { publicKey, privateKey } = await promisify(generateKeyPair)("ec", { namedCurve: "P-256" });
  const toBeSigned = describe(publicKey, hosts, now);
  const signature = sign("sha256", toBeSigned, privateKey);
  const certificate = sequence(toBeSigned, ecdsaWithSha256, bitString(signature));
  return {
    key: String(privateKey.export({ type: "pkcs8", format: "pem" })),
    cert: toPem("CERTIFICATE", certificate),
  };
}

const ecdsaWithSha256 = sequence(objectIdentifier("1.2.840.10045.4.3.2"));
const version3 = der(0xa0, integer(Buffer.of(2)));

/** The part that is signed: TBSCertificate of RFC 5280, section 4.1. Libraries for it take long to load. */
function describe(publicKey: KeyObject, hosts: readonly string[], now: Date): Buffer {
  const name = nameOf("asyncstatus reference device");
  const serialNumber = crypto.getRandomValues(new Uint8Array(16));
  const notBefore = new Date(now.getTime() - dayMs);
  const notAfter = new Date(now.getTime() + 364 * dayMs);
  return sequence(
    version3,
    integer(serialNumber),
    ecdsaWithSha256,
    name,
    sequence(time(notBefore), time(notAfter)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(extendedKeyUsage(), subjectAltName(hosts))),
  );
}

function nameOf(commonName: string): Buffer {
  return sequence(der(0x31, sequence(objectIdentifier("2.5.4.3"), utf8String(commonName))));
}

/** For a server to prove who it is. */
function extendedKeyUsage(): Buffer {
  return extension("2.5.29.37", sequence(objectIdentifier("1.3.6.1.5.5.7.3.1")));
}

function subjectAltName(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) =>
    isIP(host) === 0 ? der(0x82, Buffer.from(host, "latin1")) : der(0x87, addressBytes(host)),
  );
  return extension("2.5.29.17", sequence(...names));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(objectIdentifier(id), octetString(value));
}

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split(".").map(Number));
  // The platform knows all the ways to write it; a zone is not part of it.
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, "")}]`);
  const [left = [], right = []] = hostname
    .slice(1, -1)
    .split("::")
    .map((half) => half.split(":").filter(Boolean));
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right];
  return Buffer.from(groups.map((group) => group.padStart(4, "0")).join(""), "hex");
}

function toPem(label: string, bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
