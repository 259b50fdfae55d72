import {
  describeConfidence,
  describeOutcome,
  describeReading,
  type Outcome,
} from "@asyncstatus/client";
import { escapeForTerminal } from "@asyncstatus/model/text";
import type { AuditEntry } from "../ledger/ledger.ts";
import { describeEdits } from "./describe-edits.ts";
import { describeCounts, describeStatus, describeWave } from "./describe-wave.ts";
import type { RolloutReport, StepReport, UnitReport } from "./rollout-report.ts";

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid GrayText; }
td, code { overflow-wrap: anywhere; }
@media print { details > :not(summary) { display: block; } body { max-width: none; } }
`;

/**
 * Formats a report as an HTML page without scripts and requests.
 *
 * @param entries The audit log.
 */
export function formatHtml(report: RolloutReport, entries: readonly AuditEntry[]): string {
  const { waves, units, control, startedAt, hash, audit } = report;
  const waveRows = waves.map((wave) => {
    const approval = Object.hasOwn(control.approvals, wave.name)
      ? control.approvals[wave.name]
      : undefined;
    const approved = approval && [approval.by, approval.reason, timeOf(approval.atMs)];
    return [
      text(wave.name),
      text(describeWave(wave)),
      text(describeCounts(wave.units)),
      text((approved ?? []).filter((part) => part !== undefined).join(", ")),
    ];
  });
  const unitRows = units.map((unit) => [
    text(unit.name),
    text(unit.wave),
    text(unit.state),
    text(unit.host ?? unit.hosts.join(", ")),
    unitCell(unit),
  ]);
  const intact = audit.problem === undefined ? "intact" : `not intact: ${audit.problem}`;
  const auditRows = entries.map(({ number, at, event, hash }) => [
    text(String(number)),
    text(at),
    `<code>${text(JSON.stringify(event))}</code>`,
    `<code>${text(hash.slice(0, 16))}</code>`,
  ]);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Rollout of ${units.length} unit(s)</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Rollout of ${units.length} unit(s)</h1>
<p>Started ${text(startedAt)}. Status: <strong>${text(describeStatus(report))}</strong>.</p>
<p>SHA-256 of plan, change file and inventory: <code>${text(hash)}</code></p>
${table("Waves", ["Wave", "State", "Units", "Approved by, as claimed"], waveRows)}
${table("Units", ["Unit", "Wave", "State", "Host", "Result and evidence"], unitRows)}
<h2>Audit log</h2>
<p>${audit.entries} entries, the hash chain is ${text(intact)}. The chain shows accidents and careless edits; a person
who can write the whole ledger can rebuild it.</p>
<details>
<summary>Entries</summary>
${table("Entries of the audit log", ["Number", "Time", "Event", "SHA-256, its beginning"], auditRows)}
</details>
</main>
</body>
</html>
`;
}

function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const head = heads.map((one) => `<th scope="col">${text(one)}</th>`).join("");
  const body = rows.map(([first = "", ...others]) => {
    const cells = others.map((cell) => `<td>${cell}</td>`).join("");
    return `<tr><th scope="row">${first}</th>${cells}</tr>`;
  });
  return `<table>
<caption>${text(caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join("\n")}
</tbody>
</table>`;
}

function unitCell({ summary, change, steps }: UnitReport): string {
  const items = steps.map((step) => `<li>${stepItem(step)}</li>`).join("");
  const lines = change ? describeEdits(change) : [];
  return [
    text(summary ?? ""),
    lines.length === 0 ? "" : `<details><summary>Change</summary>${listOf(lines)}</details>`,
    items === "" ? "" : `<details><summary>Evidence</summary><ol>${items}</ol></details>`,
  ].join("");
}

function listOf(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${text(line)}</li>`).join("")}</ul>`;
}

function stepItem({ operation, of, host, submittedAt, outcome }: StepReport): string {
  const head = `${of === "rollback" ? "rollback, " : ""}${operation} on ${host}, submitted ${submittedAt}`;
  const lines = outcome ? outcomeLines(outcome) : ["the result is not known"];
  return `${text(head)}${lines.map((line) => `<br>${text(line)}`).join("")}`;
}

function outcomeLines(outcome: Outcome): string[] {
  const confidence = "confidence" in outcome ? ` (${outcome.confidence})` : "";
  const why = describeConfidence(outcome);
  const { baseline, versions, readings } = outcome.evidence;
  return [
    `${outcome.outcome}${confidence}: ${describeOutcome(outcome)}`,
    ...(why === undefined ? [] : [why]),
    ...readings.map(
      (reading) => `after ${Math.round(reading.elapsedMs)} ms: ${describeReading(reading)}`,
    ),
    ...(baseline.versions ? [`versions before: ${versionsText(baseline.versions)}`] : []),
    ...(versions ? [`versions after: ${versionsText(versions)}`] : []),
  ];
}

function versionsText(versions: {
  readonly currentVersion: number;
  readonly runningVersion: number;
}) {
  return `saved ${versions.currentVersion}, running ${versions.runningVersion}`;
}

function timeOf(atMs: number): string {
  return new Date(atMs).toISOString();
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Escapes HTML, and what would change how the page reads. */
function text(given: string): string {
  return escapeForTerminal(given).replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
