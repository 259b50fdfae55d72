import {
  describeReading,
  type Evidence,
  type LockHistory,
  type SystemIdentity,
} from "@asyncstatus/client";
import { type ConfigVersions, describeOperationState } from "@asyncstatus/model";
import { formatDuration } from "@asyncstatus/model/text";

/** The lock in the evidence. */
export const lockTexts: Readonly<Record<LockHistory, string>> = {
  held: "held throughout, from before the first reading until the last",
  presumed: "held until the token was renewed; since then, presumably still held",
  lost: "not held until the end",
};

/** Formats the evidence of an outcome, one reading a line. */
export function evidenceLines(evidence: Evidence): string[] {
  const { baseline, readings, versions, system, lock } = evidence;
  const before = [
    describeOperationState(baseline.operationState),
    ...describeSystemAndVersions(baseline.versions, baseline.system),
  ];
  const after = describeSystemAndVersions(versions, system);
  const rows: (readonly [when: string, what: string])[] = [
    ["before", before.join("; ")],
    ...readings.map(
      (reading) => [`+${formatDuration(reading.elapsedMs)}`, describeReading(reading)] as const,
    ),
    ...(after.length > 0 ? [["after", after.join("; ")] as const] : []),
    ["lock", lockTexts[lock]],
  ];
  const width = Math.max(...rows.map(([when]) => when.length));
  return rows.map(([when, what]) => `${when.padEnd(width)}  ${what}`);
}

function describeSystemAndVersions(
  versions: ConfigVersions | undefined,
  system: SystemIdentity | undefined,
): string[] {
  return [
    ...(versions ? [describeVersions(versions)] : []),
    ...(system ? [describeSystem(system)] : []),
  ];
}

/** Describes the saved and running versions. */
export function describeVersions({ currentVersion, runningVersion }: ConfigVersions): string {
  return `saved ${currentVersion}, running ${runningVersion}`;
}

function describeSystem({ hostName, role, uptimeSeconds }: SystemIdentity): string {
  const uptime = uptimeSeconds === undefined ? undefined : `up ${formatUptime(uptimeSeconds)}`;
  return [hostName, role, uptime].filter(Boolean).join(", ");
}

const secondsPerDay = 86_400;

function formatUptime(seconds: number): string {
  if (seconds < secondsPerDay) return formatDuration(seconds * 1000);
  const hours = Math.floor((seconds % secondsPerDay) / 3600);
  return `${Math.floor(seconds / secondsPerDay)} d ${hours} h`;
}
