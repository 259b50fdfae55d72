import { expect, test } from "vitest";
import { checkValidity } from "./check-validity.ts";

const now = new Date("2026-01-01T00:00:00Z");

test.each([
  ["Jan  1 00:00:00 2027 GMT", []],
  ["Jan 15 00:00:00 2026 GMT", [true, "ends on Jan 15 00:00:00 2026 GMT, soon"]],
  ["Dec 31 00:00:00 2025 GMT", [false, "ended on Dec 31 00:00:00 2025 GMT"]],
])("of a certificate that is valid to %s is said: %j", (validTo, want) => {
  expect(checkValidity(validTo, now).flatMap(({ ok, finding }) => [ok, finding])).toEqual(want);
});
