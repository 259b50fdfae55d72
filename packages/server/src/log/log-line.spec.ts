import { expect, test } from "vitest";
import { logLine } from "./log-line.ts";

const at = new Date("2026-01-01T00:00:00Z");
const line = (url: string, status = 200, method = "GET") =>
  logLine({ at, method, url: `https://192.0.2.1${url}`, status, tookMs: 12.4 });

test("an exchange is a line", () => {
  expect(line("/rest/v1.2/configuration/management?action=save", 202, "PUT")).toBe(
    '2026-01-01T00:00:00.000Z PUT "/rest/v1.2/configuration/management?action=save" 202 12 ms',
  );
  expect(line("/", 0)).toBe('2026-01-01T00:00:00.000Z GET "/" no answer 12 ms');
});

test("of the query, only the action's value is told", () => {
  const told = line("/x?token=s3cret&action=save&password=s3cret&action=activate");
  expect(told).toContain('"/x?token=…&action=save&password=…&action=activate"');
  expect(told).not.toContain("s3cret");
});

test.each([
  { name: "a line break", given: "\n", want: "\\u{a}" },
  { name: "a carriage return", given: "\r", want: "\\u{d}" },
  { name: "an escape", given: "\u001b", want: "\\u{1b}" },
  { name: "NEL", given: "\u0085", want: "\\u{85}" },
  { name: "the line separator", given: "\u2028", want: "\\u{2028}" },
  { name: "a right-to-left override", given: "\u202e", want: "\\u{202e}" },
  { name: "a right-to-left isolate", given: "\u2067", want: "\\u{2067}" },
  { name: "a zero-width space", given: "\u200b", want: "\\u{200b}" },
  { name: "an invisible tag", given: "\u{e0041}", want: "\\u{e0041}" },
  { name: "the end of the quotation", given: '"', want: "\\u{22}" },
  { name: "what an escape begins with", given: "\\", want: "\\u{5c}" },
])("$name is escaped where it comes through", ({ given, want }) => {
  const told = line(`/x?action=${encodeURIComponent(given)}y`);
  expect(told).toContain(`action=${want}y"`);
  expect(told).not.toContain(`=${given}y`);
});

test("half a character is escaped, and no error", () => {
  expect(line("/x?%ED%A0%80")).toMatch(/^2026\S+ GET "[^"]*" 200 12 ms$/);
});

test("a name in the query, a path and a method cannot forge a line either", () => {
  const told = line("/a%0Ab?%0A=1&c%22%20500", 404, "G\nET");
  expect(told.split("\n")).toHaveLength(1);
  expect(told.split('"')).toHaveLength(3);
});

test("what is long is cut", () => {
  expect(line(`/${"x".repeat(5_000)}`).length).toBeLessThan(600);
});
