import type { Report } from "../verify/report/report.ts";

/** A report without checks, with these members. */
export function reportWith(members: Partial<Report>): Report {
  return {
    format: "asyncstatus-verification",
    formatVersion: 1,
    url: "https://192.0.2.1",
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 1234,
    versions: ["v1.2"],
    completion: { status: "complete" },
    checks: [],
    transcript: { format: "asyncstatus-transcript", formatVersion: 1, entries: [] },
    ...members,
  };
}
