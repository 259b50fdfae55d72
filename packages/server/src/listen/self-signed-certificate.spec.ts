import { createPrivateKey, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { createSelfSignedCertificate } from "./self-signed-certificate.ts";

test("the certificate is for the hosts asked for, and no others", async () => {
  const { cert } = await createSelfSignedCertificate(["localhost", "127.0.0.1", "::1", "sbc.test"]);
  const certificate = new X509Certificate(cert);
  expect(certificate.subjectAltName).toBe(
    "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:sbc.test",
  );
});

test("the certificate is valid from a day ago for a year", async () => {
  const now = new Date("2026-03-01T12:00:00Z");
  const { cert } = await createSelfSignedCertificate(["localhost"], now);
  const { validFromDate, validToDate } = new X509Certificate(cert);
  expect([validFromDate, validToDate]).toEqual([
    new Date("2026-02-28T12:00:00Z"),
    new Date("2027-02-28T12:00:00Z"),
  ]);
});

test("the key is EC P-256, and the key of the certificate", async () => {
  const { cert, key } = await createSelfSignedCertificate(["localhost"]);
  const certificate = new X509Certificate(cert);
  expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: "prime256v1" });
  expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
});

test("the certificate is for a server, and not marked as a CA's", async () => {
  const { cert } = await createSelfSignedCertificate(["localhost"]);
  const serverAuth = "1.3.6.1.5.5.7.3.1";
  const { ca, keyUsage } = new X509Certificate(cert);
  expect({ ca, keyUsage }).toEqual({ ca: false, keyUsage: [serverAuth] });
});

test("each certificate has a key of its own", async () => {
  const [one, other] = await Promise.all([
    createSelfSignedCertificate(["localhost"]),
    createSelfSignedCertificate(["localhost"]),
  ]);
  expect(one.key).not.toBe(other.key);
});
