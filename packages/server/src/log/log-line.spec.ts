import { expect, test } from "vitest";
import { logLine } from "./log-line.ts";

const at = new Date("2026-01-01T00:00:00Z");
const line = (url: string, status = 200, method = "GET") =>
  logLine({ at, method, url: `https://192.0.2.1${url}`, status, tookMs: 12.4 });

test("writes an exchange on one line", () => {
  expect(line("/rest/v1.2/configuration/management?action=save", 202, "PUT")).toBe(
    '2026-01-01T00:00:00.000Z PUT "/rest/v1.2/configuration/management?action=save" 202 12 ms',
  );
  expect(line("/", 0)).toBe('2026-01-01T00:00:00.000Z GET "/" no response 12 ms');
});

test("shows only the values of action in the query", () => {
  const logged = line("/x?token=s3cret&action=save&password=s3cret&action=activate");
  expect(logged).toContain('"/x?token=…&action=save&password=…&action=activate"');
  expect(logged).not.toContain("s3cret");
});

test.each([
  { name: "a line break", given: "\n", want: "\\n" },
  { name: "a carriage return", given: "\r", want: "\\r" },
  { name: "an escape", given: "\u001b", want: "\\u001b" },
  { name: "NEL", given: "\u0085", want: "\\u0085" },
  { name: "the line separator", given: "\u2028", want: "\\u2028" },
  { name: "a right-to-left override", given: "\u202e", want: "\\u202e" },
  { name: "a right-to-left isolate", given: "\u2067", want: "\\u2067" },
  { name: "a zero-width space", given: "\u200b", want: "\\u200b" },
  { name: "an invisible tag", given: "\u{e0041}", want: "\\udb40\\udc41" },
  { name: "a quotation mark", given: '"', want: '\\"' },
  { name: "a backslash", given: "\\", want: "\\\\" },
])("escapes $name", ({ given, want }) => {
  const logged = line(`/x?action=${encodeURIComponent(given)}y`);
  expect(logged).toContain(`action=${want}y"`);
  expect(logged).not.toContain(`=${given}y`);
});

test("accepts half a character", () => {
  expect(line("/x?%ED%A0%80")).toMatch(/^2026\S+ GET "[^"]*" 200 12 ms$/);
});

test("a parameter name, a path and a method cannot forge a line", () => {
  const logged = line("/a%0Ab?%0A=1&c%22%20500", 404, "G\nET");
  const [, target = ""] = /^\S+ G\\u000aET ("(?:[^"\\]|\\.)*") 404 12 ms$/.exec(logged) ?? [];
  expect(JSON.parse(target)).toBe('/a%0Ab?\n=…&c" 500=…');
});

test("cuts a long target", () => {
  expect(line(`/${"x".repeat(5_000)}`).length).toBeLessThan(600);
});
