import { formatDuration } from "@asyncstatus/model/text";
import { decide } from "../decision/decide.ts";
import type { Decision } from "../decision/decision.ts";
import { type Control, isOver } from "../decision/rollout-state.ts";
import { inProgress } from "../decision/startable.ts";
import type { Snapshot, UnitRecord } from "../ledger/ledger.ts";
import { attentionOf, describeCounts, describeWave } from "./describe-wave.ts";
import { countStates, isInterrupted, statusOf } from "./rollout-report.ts";

/** The state of a rollout at a time. */
export interface BoardState {
  readonly snapshot: Pick<Snapshot, "plan" | "createdAt">;
  readonly units: readonly UnitRecord[];
  readonly control: Control;
  /** In milliseconds since 1970. */
  readonly nowMs: number;
  /** True if a process runs the rollout, if that is known. */
  readonly hasRunner?: boolean | undefined;
}

/** The time over which the rate is measured. */
const rateMs = 60_000;
const mostWaves = 7;
const mostNames = 4;

/**
 * Describes a rollout in at most 22 lines, for a screen of 24: the waves with their counts, the rate, the units
 * that are slow, and those that a person has to look at.
 */
export function boardLines(state: BoardState): string[] {
  const { snapshot, units, control, nowMs, hasRunner } = state;
  const decision = decide({ plan: snapshot.plan, units, control }, { nowMs });
  // In a rollback, only the units that are rolled back count, once they have been.
  const counted = control.rollback ? units.filter(({ taken, isBack }) => taken || isBack) : units;
  const over = counted.filter(
    ({ state, isBack }) => isOver(state) && (isBack || !control.rollback),
  );
  const recent = over.filter(({ sinceMs }) => nowMs - sinceMs < rateMs).length;
  const left = counted.length - over.length;
  const elapsed = formatDuration(wholeSeconds(nowMs - Date.parse(snapshot.createdAt)));
  const continues = units.some(inProgress) && !control.paused && hasRunner !== false;
  const rest =
    recent > 0 && left > 0 && continues
      ? `, about ${formatDuration(wholeSeconds((left / recent) * rateMs))} left`
      : "";
  return [
    `${statusText(decision, state)}: ${over.length} of ${counted.length} unit(s) over, for ${elapsed}`,
    `${recent} in the last minute${rest}`,
    ...waveLines(decision, units),
    ...namesOf(
      "slowest",
      slowest(units),
      (unit) => `${unit.state} for ${formatDuration(wholeSeconds(nowMs - unit.sinceMs))}`,
    ),
    ...namesOf(
      "to look at",
      attentionOf(units),
      ({ state, result }) => `${state}: ${result?.summary ?? ""}`,
    ),
  ];
}

function statusText(decision: Decision, { control, hasRunner }: BoardState): string {
  const status = statusOf(decision, control);
  const text = `${status.charAt(0).toUpperCase()}${status.slice(1).replace("-", " ")}`;
  if (isInterrupted({ status, hasRunner })) {
    return `${text}, but no process is running it`;
  }
  if (status !== "paused" || !control.paused) return text;
  return `${text} (${control.paused.reason ?? control.paused.by})`;
}

/** Leaves out waves that are over if there are too many. */
function waveLines({ waves }: Decision, units: readonly UnitRecord[]): string[] {
  const excess = waves.length - mostWaves;
  const isDone = (state: string) => state === "passed" || state === "rolled-back";
  const omitted = new Set(waves.filter(({ state }) => isDone(state)).slice(0, Math.max(0, excess)));
  const left = waves.filter((wave) => !omitted.has(wave));
  const shown = left.slice(0, mostWaves);
  const hidden = waves.length - shown.length;
  const width = Math.max(...shown.map(({ name }) => name.length));
  return [
    ...shown.map((wave) => {
      const text = describeCounts(countStates(units, wave.name));
      return `  ${wave.name.padEnd(width)}  ${describeWave(wave)}: ${text}`;
    }),
    ...(hidden > 0 ? [`  (and ${hidden} more wave(s))`] : []),
  ];
}

function slowest(units: readonly UnitRecord[]): UnitRecord[] {
  return units.filter(inProgress).toSorted((a, b) => a.sinceMs - b.sinceMs);
}

function namesOf(
  title: string,
  units: readonly UnitRecord[],
  describe: (unit: UnitRecord) => string,
): string[] {
  if (units.length === 0) return [];
  const more = units.length > mostNames ? [`  (and ${units.length - mostNames} more)`] : [];
  const shown = units.slice(0, mostNames).map((unit) => `  ${unit.name}: ${describe(unit)}`);
  return [`${title}:`, ...shown, ...more];
}

function wholeSeconds(ms: number): number {
  return Math.round(ms / 1_000) * 1_000;
}

/** Returns true if a rollout is over for good, and nothing is in progress. */
export function isOverForGood({ snapshot, units, control, nowMs }: BoardState): boolean {
  const { isOver, isComplete, isRolledBack } = decide(
    { plan: snapshot.plan, units, control },
    { nowMs },
  );
  return isOver && (isComplete || isRolledBack || control.aborted !== undefined);
}
