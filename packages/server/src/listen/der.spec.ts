import { expect, test } from "vitest";
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

test.each([
  { given: "nothing", bytes: sequence(), want: "3000" },
  {
    given: "values",
    bytes: sequence(octetString(Buffer.of(1)), sequence()),
    want: "30050401013000",
  },
  { given: "text", bytes: utf8String("é"), want: "0c02c3a9" },
  { given: "bits", bytes: bitString(Buffer.of(0xff)), want: "030200ff" },
  // Of X.690, 8.19.5, and of the RFCs that name them.
  { given: "2.100.3", bytes: objectIdentifier("2.100.3"), want: "0603813403" },
  { given: "2.5.4.3", bytes: objectIdentifier("2.5.4.3"), want: "0603550403" },
  {
    given: "1.2.840.10045.4.3.2",
    bytes: objectIdentifier("1.2.840.10045.4.3.2"),
    want: "06082a8648ce3d040302",
  },
  { given: "0", bytes: integer(Buffer.of(0, 0)), want: "020100" },
  { given: "127", bytes: integer(Buffer.of(0, 127)), want: "02017f" },
  { given: "128, which is not negative", bytes: integer(Buffer.of(128)), want: "02020080" },
  { given: "a large number", bytes: integer(Buffer.of(1, 0, 0)), want: "0203010000" },
])("$given is $want", ({ bytes, want }) => {
  expect(bytes.toString("hex")).toBe(want);
});

test.each([
  { length: 0x7f, want: "047f" },
  { length: 0x80, want: "048180" },
  { length: 0xff, want: "0481ff" },
  { length: 0x100, want: "04820100" },
  { length: 0x10000, want: "0483010000" },
])("a length of $length is written as $want", ({ length, want }) => {
  const bytes = der(0x04, Buffer.alloc(length));
  expect(bytes.subarray(0, -length).toString("hex")).toBe(want);
});

test.each([
  { date: "2026-03-01T12:00:59.999Z", want: "\x17\r260301120059Z" },
  { date: "2049-12-31T23:59:59Z", want: "\x17\r491231235959Z" },
  { date: "2050-01-01T00:00:00Z", want: "\x18\x0f20500101000000Z" },
])("$date is a time of the form that its year takes", ({ date, want }) => {
  expect(time(new Date(date)).toString("latin1")).toBe(want);
});
