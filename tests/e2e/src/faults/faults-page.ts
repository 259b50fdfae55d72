import { AsyncStatusError } from "@asyncstatus/client";
import { type Case, cases, faultTitle } from "./cases.ts";
import { phases } from "./phases.ts";
import type { Report } from "./report-log.ts";
import type { CaseRun } from "./run-case.ts";

const intro = `<!-- Written by tests/e2e/src/faults/matrix.spec.ts. After a change: pnpm --filter @asyncstatus/e2e exec vitest run matrix -u -->

# Faults and outcomes

Each table covers one phase of an activate, from the login to the release of the lock. Each row is for one fault
injected in that phase. It shows what the client reports, the actual result of the activate on the reference device, the
state of the lock afterwards, and the total time.

The activate takes one minute (eight minutes in the token renewal phases), and the deadline is the default of 15
minutes. Time is virtual, so the results are reproducible. The network faults give the same results on
real sockets with TLS (\`tests/e2e/src/faults/sockets.spec.ts\`).

No case produces a wrong result or hangs, and the client reports every lock that it can't release. Tests check this for
an activate that succeeds, an activate that fails, and a commit.

- **Bold** is the outcome. An error is shown with its \`code\` and the step that throws it.
- *Versions show no effect*: the configuration versions show that the request had no effect. *Versions inconclusive*: they
  don't show whether it succeeded.
- A fault affects one request. *From then on* means that it affects all later requests too.
`;

/** Renders the matrix as a Markdown page. */
export function faultsPage(runs: ReadonlyMap<Case, CaseRun>): string {
  const count = `${runs.size} cases; ${cases.length - runs.size} combinations are not applicable.`;
  const tables = phases.map((phase) => {
    const rows = cases.filter((one) => one.phase === phase).map((one) => row(one, runs.get(one)));
    return [
      `## ${phase.title}\n`,
      "| fault | client reports | actual result | lock | time |",
      "| --- | --- | --- | --- | --- |",
      ...rows,
      "",
    ].join("\n");
  });
  return [intro, `${count}\n`, ...tables].join("\n");
}

function row(one: Case, run: CaseRun | undefined): string {
  const title = faultTitle(one);
  if (!run) return `| ${title} | not applicable: ${one.notApplicable} | | | |`;
  const { lockHeldMs, tookMs, actual } = run;
  const lock = lockHeldMs === 0 ? "free" : `held for another ${describeTime(lockHeldMs)}, reported`;
  return `| ${title} | ${describeReports(run)} | ${actual} | ${lock} | ${describeTime(tookMs)} |`;
}

/** Describes the reports of the client in one line. */
export function describeReports({ reports }: Pick<CaseRun, "reports">): string {
  return reports.map(describe).join("; ") || "nothing";
}

const versionWords = {
  confirms: "confirm success",
  denies: "show no effect",
  inconclusive: "inconclusive",
} as const;

function describe(report: Report): string {
  if ("event" in report) return report.event === "lock-lost" ? "lock lost" : `(${report.event})`;
  if ("error" in report) {
    const { from, error } = report;
    return `${from}: error \`${error instanceof AsyncStatusError ? error.code : error}\``;
  }
  const { outcome } = report;
  const kind = `**${outcome.outcome}**`;
  if ("confidence" in outcome) return `${kind}, ${outcome.confidence}`;
  if ("versionEvidence" in outcome) {
    return `${kind}, versions ${versionWords[outcome.versionEvidence]}`;
  }
  return kind;
}

function describeTime(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  const parts = [
    hours > 0 ? `${hours} h` : "",
    minutes > 0 ? `${minutes} min` : "",
    seconds % 60 > 0 ? `${seconds % 60} s` : "",
  ];
  return parts.filter((part) => part !== "").join(" ") || "0 s";
}
