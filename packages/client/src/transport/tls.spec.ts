import { expect, test } from "vitest";
import { OptionError } from "../errors/option-error.ts";
import { identity } from "../testing/loopback.ts";
import { readTlsOptions, type TlsOptions } from "./tls.ts";
import { undiciTransport } from "./undici-transport.ts";

const device = await identity();
const colons = device.fingerprint256;
const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

test.each([
  { given: {}, want: { by: "authorities", ca: undefined } },
  { given: { insecure: false }, want: { by: "authorities", ca: undefined } },
  { given: { insecure: true }, want: { by: "nothing" } },
  { given: { fingerprint256: colons }, want: { by: "fingerprint", fingerprints: [colons] } },
  {
    given: { fingerprint256: colons.replaceAll(":", "").toLowerCase() },
    want: { by: "fingerprint", fingerprints: [colons] },
  },
  { given: { ca: device.cert }, want: { by: "authorities", ca: [device.cert.trim()] } },
  {
    given: { ca: [`# notes\n${device.cert}\n${device.cert}`, device.cert] },
    want: { by: "authorities", ca: Array(3).fill(device.cert.trim()) },
  },
])("reads TLS options: $want.by (%#)", ({ given, want }) => {
  expect(readTlsOptions(given)).toEqual(want);
});

test.each<{ why: string; given: TlsOptions; option: string }>([
  { why: "SHA-1", given: { fingerprint256: colons.slice(0, 59) }, option: "tls.fingerprint256" },
  { why: "no fingerprint", given: { fingerprint256: [] }, option: "tls.fingerprint256" },
  { why: "empty", given: { fingerprint256: "" }, option: "tls.fingerprint256" },
  {
    why: "a stray newline",
    given: { fingerprint256: `${colons}\n` },
    option: "tls.fingerprint256",
  },
  { why: "not hex", given: { fingerprint256: "g".repeat(64) }, option: "tls.fingerprint256" },
  {
    why: "half colons",
    given: { fingerprint256: colons.replace(":", "") },
    option: "tls.fingerprint256",
  },
  { why: "empty text", given: { ca: "" }, option: "tls.ca" },
  { why: "empty list", given: { ca: [] }, option: "tls.ca" },
  { why: "a file name", given: { ca: "/etc/ssl/device.pem" }, option: "tls.ca" },
  { why: "not a certificate", given: { ca: broken }, option: "tls.ca" },
  { why: "one of two bad", given: { ca: [device.cert, "junk"] }, option: "tls.ca" },
  { why: "ca and fingerprint", given: { ca: device.cert, fingerprint256: colons }, option: "tls" },
  { why: "ca and insecure", given: { ca: device.cert, insecure: true }, option: "tls" },
  {
    why: "fingerprint and insecure",
    given: { fingerprint256: colons, insecure: true },
    option: "tls",
  },
])("refuses invalid TLS options: $why", ({ given, option }) => {
  expect(() => readTlsOptions(given)).toThrow(
    expect.objectContaining({ name: "OptionError", code: "invalid-option", option }),
  );
});

test("does not create a transport with invalid TLS options", () => {
  expect(() => undiciTransport({ tls: { ca: "" } })).toThrow(OptionError);
});
