import { attentionOf, describeCounts, describeStatus, describeWave } from "./describe-wave.ts";
import type { RolloutReport } from "./rollout-report.ts";

/**
 * Formats a report as lines of text.
 *
 * @param lookCommand Returns the command that shows the status of a host.
 */
export function formatText(report: RolloutReport, lookCommand: (host: string) => string): string[] {
  const { waves, units, startedAt, audit } = report;
  const rows = waves.map((wave) => [wave.name, describeWave(wave), describeCounts(wave.units)]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return [
    `Rollout of ${units.length} unit(s), started ${startedAt}: ${describeStatus(report)}`,
    ...rows.map((row) =>
      `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
    ),
    ...attentionOf(units).flatMap(({ name, state, summary, hint, host, hosts }) => [
      `${name}: ${state}: ${summary ?? ""}`,
      ...(hint === undefined ? [] : [`  ${hint}`]),
      `  To look, run: ${lookCommand(host ?? hosts[0] ?? name)}`,
    ]),
    ...(audit.problem === undefined ? [] : [`The audit log isn't intact: ${audit.problem}.`]),
  ];
}
