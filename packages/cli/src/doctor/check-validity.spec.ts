import { expect, test } from "vitest";
import { checkValidity } from "./check-validity.ts";

const now = new Date("2026-01-01T00:00:00Z");

test.each([
  ["Jan  1 00:00:00 2027 GMT", []],
  ["Jan 15 00:00:00 2026 GMT", [true, "expires soon, on Jan 15 00:00:00 2026 GMT"]],
  ["Dec 31 00:00:00 2025 GMT", [false, "expired on Dec 31 00:00:00 2025 GMT"]],
])("a certificate valid to %s: %j", (validTo, want) => {
  expect(checkValidity(validTo, now).flatMap(({ ok, finding }) => [ok, finding])).toEqual(want);
});
