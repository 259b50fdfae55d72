import { createPrivateKey, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { createSelfSignedCertificate } from "./self-signed-certificate.ts";

test("the certificate is for the given hosts only", async () => {
  const { cert } = await createSelfSignedCertificate(["localhost", "127.0.0.1", "::1", "sbc.test"]);
  const certificate = new X509Certificate(cert);
  expect(certificate.subjectAltName).toBe(
    "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:sbc.test",
  );
});

test.each([
  { given: "192.0.2.1", want: "192.0.2.1" },
  { given: "2001:db8::192.0.2.1", want: "2001:DB8:0:0:0:0:C000:201" },
  { given: "::", want: "0:0:0:0:0:0:0:0" },
  { given: "1:2:3:4:5:6:7:8", want: "1:2:3:4:5:6:7:8" },
  { given: "fe80::1%lo", want: "FE80:0:0:0:0:0:0:1" },
])("the certificate has the address $given", async ({ given, want }) => {
  const { cert } = await createSelfSignedCertificate([given]);
  expect(new X509Certificate(cert).subjectAltName).toBe(`IP Address:${want}`);
});

test("the certificate is signed with its own key and distinct from others", async () => {
  const [one, other] = await Promise.all([
    createSelfSignedCertificate(["localhost"]),
    createSelfSignedCertificate(["localhost"]),
  ]);
  const [mine, another] = [new X509Certificate(one.cert), new X509Certificate(other.cert)];
  expect([mine.verify(mine.publicKey), mine.verify(another.publicKey)]).toEqual([true, false]);
  expect(mine.serialNumber).not.toBe(another.serialNumber);
  expect(mine.issuer).toBe(mine.subject);
});

test("the certificate is valid for a year from yesterday", async () => {
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

test("the certificate is for a server, not a CA", async () => {
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
