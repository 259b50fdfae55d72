import type { Check, Report } from "../verify/report/report.ts";
import type { Rule } from "../verify/validation/finding.ts";

/** The verification of one device. */
export interface Judgment {
  readonly device: string;
  readonly report: Report;
}

const judges: Readonly<Record<Rule, string>> = {
  http: "HTTP",
  status: "status",
  "media-type": "media type",
  xml: "XML",
  xsd: "XSD",
  schema: "JSON Schema",
  behavior: "behavior",
};

/** Writes JUDGES.md. */
export function judgesPage(
  wrong: readonly (Judgment & { readonly check: string })[],
  harmless: readonly Judgment[],
): string {
  return `<!-- Written by src/verify/wrong-devices.spec.ts. After a change: pnpm --filter @asyncstatus/contract exec vitest run wrong-devices -u -->

# What verification detects

The tests of \`asyncstatus contract verify\` run it against the reference device (a simulated SBC), changed in one
respect at a time. The provider test of the contracts uses the same checks.

## Devices that fail

${wrong.length} devices deviate from the specification. Each makes \`verify\` exit with 1. The table shows which checks
report the deviation. *end not seen* means that an operation was never seen to finish, so its check is inconclusive.

${table(
  ["deviation", "check", ...Object.values(judges), "end not seen"],
  wrong.map(({ device, check, report }) => [
    device,
    check,
    ...Object.keys(judges).map((rule) => mark(hasFinding(report, rule))),
    mark(report.checks.some(({ result }) => result === "inconclusive")),
  ]),
)}

## Devices that pass

${harmless.length} devices differ from the reference device but conform to the specification. Each makes \`verify\` exit with 0. If
a device shows that an assumption in the specification is wrong, the *noted* column shows what the report says about
it.

${table(
  ["difference", "noted"],
  harmless.map(({ device, report }) => [device, [...noted(report)].join(", ")]),
)}
`;
}

function hasFinding({ checks }: Report, rule: string): boolean {
  const failed = checks.filter(({ result }: Check) => result === "failed");
  return failed.some(({ findings }) =>
    findings.some((finding) => finding.rule === rule && finding.about === "provider"),
  );
}

function noted({ checks }: Report): Set<string> {
  const findings = checks.flatMap((check) => check.findings);
  return new Set(findings.map(({ expected }) => `expected ${expected}`));
}

function mark(isReported: boolean): string {
  return isReported ? "yes" : "";
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/[|<]/g, "\\$&")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
