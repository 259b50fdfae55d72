import { describe, expect, test } from "vitest";
import { sampleErrors } from "../../build/sample-errors.ts";
import { sampleOutcomes } from "../../build/sample-outcomes.ts";
import { terminalStyle } from "../terminal/terminal-style.ts";
import { type Check, commandResult } from "./command-result.ts";
import { failureResult } from "./failure-result.ts";
import { nextSteps } from "./operation-result.ts";
import { resultLines } from "./result-lines.ts";

const host = "sbc-frankfurt-1.example";
const commandFor = (words: string) =>
  `asyncstatus ${words} --host ${host} --user admin --ca /etc/ssl/carrier.pem`;
const style = terminalStyle({}, { isTerminal: false });
const common = { command: "save", host, outcome: "error", summary: "failed" } as const;

const hints = [
  ...sampleErrors.flatMap(
    (error) => failureResult(error, { ...common, commandFor }).error?.hint ?? [],
  ),
  ...sampleOutcomes.flatMap((outcome) => nextSteps(outcome, commandFor)),
];
const commands = hints.flatMap((hint) => /(?:run|add): (.+)$/.exec(hint)?.[1] ?? []);

describe.each([40, 60, 80])("on a terminal of %i columns", (width) => {
  const format = { style, width, isOneOfMany: false };
  const isFit = (line: string) => line.length <= width || commands.includes(line.trim());

  test("no command of a hint is wrapped", () => {
    expect(commands.length).toBeGreaterThan(20);
    const lines = resultLines(commandResult("failed", { ...common, next: hints }), format);
    expect(lines.filter((line) => !isFit(line))).toEqual([]);
    for (const command of commands) {
      expect(lines.some((line) => line.endsWith(command))).toBe(true);
    }
  });

  test("the findings of checks are in one column, and the summary is last", () => {
    const finding = "a finding that is longer than the line of a narrow terminal";
    const checks: Check[] = [
      { check: "reachable", ok: true, finding },
      {
        check: "REST versions",
        ok: false,
        finding,
        fix: `To see it, run: ${commandFor("doctor")}`,
      },
      { check: "TLS", ok: true, finding },
    ];
    const lines = resultLines(commandResult("failed", { ...common, checks }), format);
    expect(lines.at(-1)).toBe("Error: failed");
    const findings = lines.slice(0, -1).filter((line) => !line.endsWith("carrier.pem"));
    const column = 16;
    for (const line of findings) {
      expect([line[column - 1], line[column]]).toEqual([" ", expect.stringMatching(/\S/)]);
    }
  });
});
