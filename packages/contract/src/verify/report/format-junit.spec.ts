import { XmlDocument } from "libxml2-wasm";
import { expect, test } from "vitest";
import { reportWith } from "../../testing/report-with.ts";
import type { Finding } from "../validation/finding.ts";
import { formatJUnit } from "./format-junit.ts";
import type { Report } from "./report.ts";

const finding: Finding = {
  rule: "xsd",
  about: "provider",
  path: "response/data",
  line: 3,
  expected: '<a> & "b"',
  actual: "\u0000<c>\u009b31m\u202e\uffff",
  fact: { name: "Thing/data", mark: "documented" },
};
const check = {
  version: "v1.2",
  name: "getThing 200",
  request: "GET /rest/v1.2/thing 200",
  description: "It can be read.",
  findings: [],
} as const;
const report = reportWith({
  checks: [
    { ...check, result: "passed" },
    { ...check, result: "failed", findings: [finding] },
    { ...check, result: "assumption-wrong", findings: [{ ...finding, about: "assumption" }] },
    { ...check, result: "inconclusive", inconclusive: { reason: "it did not end" } },
    {
      ...check,
      result: "skipped",
      skipped: { code: "not-allowed", reason: 'would "change" it' },
    },
  ],
});

function read(given: Report) {
  const document = XmlDocument.fromString(formatJUnit(given));
  const all = (path: string) => document.find(path).map((node) => node.content);
  return { all, count: (path: string) => document.find(path).length };
}

test("has one skipped test case for each reason, so that the others are seen", () => {
  const skipped = (reason: string) =>
    ({ ...check, result: "skipped", skipped: { code: "not-testable", reason } }) as const;
  const many = Array.from({ length: 249 }, (_, index) => skipped(`reason ${index % 3}`));
  const { all, count } = read({ ...report, checks: [{ ...check, result: "passed" }, ...many] });
  expect(count("//testcase")).toBe(4);
  expect(all("//testsuite/@tests | //testsuite/@skipped")).toEqual(["4", "3"]);
  expect(all("//testcase[skipped]/@name")).toEqual(["reason 0", "reason 1", "reason 2"]);
  expect(all("//skipped")[0]).toBe("200 of GET thing");
});

test("names the request of a check", () => {
  const { all } = read(report);
  expect(all("//testcase[failure]/@classname")).toEqual(["GET /rest/v1.2/thing 200"]);
});

test("has a test case for each check and counts each result", () => {
  const { all, count } = read(report);
  expect(count("//testcase")).toBe(5);
  expect(count("//testcase[failure]")).toBe(1);
  expect(count("//testcase[skipped]")).toBe(1);
  expect(all("//testsuite/@tests | //testsuite/@failures | //testsuite/@skipped")).toEqual([
    "5",
    "1",
    "1",
  ]);
  expect(all("//testsuite/@time | //testsuite/@errors")).toEqual(["1", "1.234"]);
  expect(all("//testcase/error/@message")).toEqual(["it did not end"]);
});

test("a failure contains the finding, without control or bidirectional characters", () => {
  const { all } = read(report);
  expect(all("//failure/@message")).toEqual([
    'expected <a> & "b", actual \\u0000<c>\\u009b31m\\u202e\\uffff',
  ]);
  expect(formatJUnit(report).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(all("//failure")[0]).toContain("xsd, at response/data, line 3");
  expect(all("//skipped/@message")).toEqual(['would "change" it']);
});

test("an incomplete verification, and a lock and an element that may remain, are errors", () => {
  const { all } = read({
    ...report,
    completion: { status: "unreachable", code: "refused", reason: "Connection refused" },
    lockWarning: "The lock may still be held.",
    elementWarning: "The test element may remain.",
  });
  expect(all("//error/@message").slice(-3)).toEqual([
    "Connection refused",
    "The lock may still be held.",
    "The test element may remain.",
  ]);
  expect(all("//testsuite/@errors")).toEqual(["4"]);
});
