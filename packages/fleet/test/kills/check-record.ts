import type { UnitState } from "../../src/decision/rollout-state.ts";

/** A device's own record of a request, by the monotonic clock. */
export interface RecordedRequest {
  readonly operation: string;
  readonly acceptedAtMs: number;
  /** Absent while it runs. */
  readonly endedAtMs?: number;
}

/** A unit as the device and the ledger have it. */
export interface UnitRecord {
  readonly name: string;
  readonly wave: number;
  readonly group?: string;
  /** The state in the ledger. */
  readonly state: UnitState;
  readonly requests: readonly RecordedRequest[];
  /** True if the change runs on the device. */
  readonly isRunning: boolean;
  /** True if the device has the configurations that it had at the start. */
  readonly isAsBefore?: boolean;
}

/** Returns what is wrong with a finished rollout, by the devices' own records. */
export function violations(units: readonly UnitRecord[]): string[] {
  const found: string[] = [];
  for (const { name, state, requests, isRunning } of units) {
    const activates = activatesOf(requests);
    if (activates > 1) found.push(`${name} was activated ${activates} times`);
    if (state === "succeeded" && !isRunning) {
      found.push(`${name} is succeeded in the ledger, but its change doesn't run`);
    }
    if (state === "failed" && isRunning) {
      found.push(`${name} is failed in the ledger, but its change runs`);
    }
    if (state === "waiting" && activates > 0) {
      found.push(`${name} is waiting in the ledger, but was activated`);
    }
  }
  return [...found, ...overlaps(units)];
}

/** Returns what is wrong with a finished rollback of a rollout in which each activate succeeded. */
export function rollbackViolations(units: readonly UnitRecord[]): string[] {
  const found: string[] = [];
  for (const { name, state, requests, isAsBefore } of units) {
    const activates = activatesOf(requests);
    if (activates !== (state === "rolled-back" ? 2 : 0)) {
      found.push(`${name} is ${state} in the ledger, but was activated ${activates} times`);
    }
    if (!isAsBefore) {
      found.push(
        `${name} is ${state} in the ledger, but its configuration isn't the one of before`,
      );
    }
  }
  const parts = units.map((unit) => {
    const first = unit.requests.findIndex(({ operation }) => operation === "activate");
    const end = first < 0 ? unit.requests.length : first + 1;
    return {
      change: { ...unit, requests: unit.requests.slice(0, end) },
      back: { ...unit, wave: -unit.wave, requests: unit.requests.slice(end) },
    };
  });
  const [changes, backs] = [parts.map(({ change }) => change), parts.map(({ back }) => back)];
  const changedUntil = Math.max(...changes.map(endOf));
  for (const back of backs) {
    if (beginOf(back) < changedUntil) {
      found.push(`the rollback of ${back.name} began while a unit was being changed`);
    }
  }
  return [...found, ...overlaps(changes), ...overlaps(backs)];
}

/** Returns the units that were changed at the same time, or before those of an earlier wave, and mustn't be. */
function overlaps(units: readonly UnitRecord[]): string[] {
  const found: string[] = [];
  for (const [index, one] of units.entries()) {
    for (const other of units.slice(index + 1)) {
      const [first, second] = [one, other].toSorted((a, b) => beginOf(a) - beginOf(b));
      if (!first || !second || beginOf(second) === Infinity) continue;
      const overlap = beginOf(second) < endOf(first);
      if (overlap && one.group !== undefined && one.group === other.group) {
        found.push(
          `${first.name} and ${second.name} of ${one.group} were changed at the same time`,
        );
      }
      if (overlap && one.wave !== other.wave) {
        found.push(`${second.name} began before ${first.name} of another wave had ended`);
      }
      if (!overlap && first.wave > second.wave) {
        found.push(`${first.name} began before ${second.name} of an earlier wave`);
      }
    }
  }
  return found;
}

function activatesOf(requests: readonly RecordedRequest[]): number {
  return requests.filter(({ operation }) => operation === "activate").length;
}

function beginOf({ requests }: UnitRecord): number {
  return Math.min(Infinity, ...requests.map(({ acceptedAtMs }) => acceptedAtMs));
}

function endOf({ requests }: UnitRecord): number {
  return Math.max(-Infinity, ...requests.map(({ endedAtMs = Infinity }) => endedAtMs));
}
