import type { Attribution, Evidence, StatusReading, SystemIdentity } from "@asyncstatus/client";
import { type ConfigVersions, describeOperationState } from "@asyncstatus/model";
import { formatElapsed } from "./format-elapsed.ts";

const attributionWords: Readonly<Record<Attribution, string>> = {
  ours: "ours",
  stale: "not ours yet",
  foreign: "not ours",
  unknown: "whose, nobody can say",
};

/** A look at the status: whose it is, what it shows, and why. */
export function describeLook({
  operationState,
  attribution,
  reason,
}: Pick<StatusReading, "operationState" | "attribution" | "reason">): string {
  const shown = describeOperationState(operationState);
  // Some reasons say what is shown, too.
  return `${attributionWords[attribution]}: ${reason.includes(shown) ? reason : `${shown} (${reason})`}`;
}

/** What an outcome rests on, line by line, for an engineer to check by hand. */
export function evidenceLines(evidence: Evidence): string[] {
  const { baseline, readings, versions, system, lock } = evidence;
  const rows: (readonly [when: string, what: string])[] = [
    [
      "before",
      [
        describeOperationState(baseline.operationState),
        ...factsOf(baseline.versions, baseline.system),
      ].join("; "),
    ],
    ...readings.map(
      (sighting) => [`+${formatElapsed(sighting.elapsedMs)}`, describeLook(sighting)] as const,
    ),
  ];
  const after = factsOf(versions, system);
  if (after.length > 0) rows.push(["after", after.join("; ")]);
  rows.push(["lock", lock === "held" ? "ours throughout" : "not ours throughout"]);
  const width = Math.max(...rows.map(([when]) => when.length));
  return rows.map(([when, what]) => `${when.padEnd(width)}  ${what}`);
}

function factsOf(
  versions: ConfigVersions | undefined,
  system: SystemIdentity | undefined,
): string[] {
  return [
    ...(versions ? [describeVersions(versions)] : []),
    ...(system ? [describeSystem(system)] : []),
  ];
}

/** Which configuration is saved, and which runs. */
export function describeVersions({ currentVersion, runningVersion }: ConfigVersions): string {
  return `saved ${currentVersion}, running ${runningVersion}`;
}

function describeSystem({ hostName, role, uptimeSeconds }: SystemIdentity): string {
  const facts = [
    hostName,
    role,
    uptimeSeconds === undefined ? undefined : `up ${formatUptime(uptimeSeconds)}`,
  ];
  return facts.filter(Boolean).join(", ");
}

const secondsADay = 86_400;

function formatUptime(seconds: number): string {
  if (seconds < secondsADay) return formatElapsed(seconds * 1000);
  return `${Math.floor(seconds / secondsADay)} d ${Math.floor((seconds % secondsADay) / 3600)} h`;
}
