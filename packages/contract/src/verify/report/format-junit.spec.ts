import { XmlDocument } from "libxml2-wasm";
import { expect, test } from "vitest";
import { junitOf } from "./format-junit.ts";
import type { Check, Finding, Report } from "./report.ts";

const finding: Finding = {
  rule: "xsd",
  about: "provider",
  path: "response/data",
  line: 3,
  expected: '<a> & "b"',
  got: "\u0000<c>",
  basis: { name: "Thing/data", mark: "documented" },
};
const check = {
  version: "v1.2",
  name: "getThing 200",
  what: "It can be read.",
  findings: [],
} as const;
const checks: Check[] = [
  { ...check, result: "held" },
  { ...check, result: "broken", findings: [finding] },
  { ...check, result: "assumption", findings: [{ ...finding, about: "assumption" }] },
  { ...check, result: "not-tried", why: 'would "change" it' },
];
const report: Report = {
  format: "asyncstatus-verification",
  formatVersion: 1,
  url: "https://192.0.2.1",
  startedAt: "2026-01-01T00:00:00.000Z",
  durationMs: 1234,
  versions: ["v1.2"],
  ending: { ended: "complete" },
  checks,
  transcript: { format: "asyncstatus-transcript", formatVersion: 1, entries: [] },
};

function read(text: string) {
  const document = XmlDocument.fromString(text);
  const all = (path: string) => document.find(path).map((node) => node.content);
  return { all, count: (path: string) => document.find(path).length };
}

test("a report is well-formed, with a test case a check and the counts of each result", () => {
  const { all, count } = read(junitOf(report));
  expect(count("//testcase")).toBe(4);
  expect(count("//testcase[failure]")).toBe(1);
  expect(count("//testcase[skipped]")).toBe(1);
  expect(all("//testsuite/@tests | //testsuite/@failures | //testsuite/@skipped")).toEqual([
    "4",
    "1",
    "1",
  ]);
  expect(all("//testsuite/@time | //testsuite/@errors")).toEqual(["0", "1.234"]);
});

test("a failure says what was expected and got, and what cannot stand in XML is replaced", () => {
  const { all } = read(junitOf(report));
  expect(all("//failure/@message")).toEqual(['expected <a> & "b", got \uFFFD<c>']);
  expect(all("//failure")[0]).toContain("by xsd, at response/data, line 3");
  expect(all("//skipped/@message")).toEqual(['would "change" it']);
});

test("a run that ended early, or left the lock behind, is an error", () => {
  const ended = {
    ...report,
    ending: { ended: "unreachable", code: "refused", why: "Connection refused" },
  } as const;
  const { all } = read(junitOf({ ...ended, lockLeftBehind: "The lock may be left behind." }));
  expect(all("//error/@message")).toEqual(["Connection refused", "The lock may be left behind."]);
  expect(all("//testsuite/@errors")).toEqual(["2"]);
});
