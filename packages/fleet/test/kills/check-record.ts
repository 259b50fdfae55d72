import type { UnitState } from "../../src/decision/rollout-state.ts";

/** A device's own record of a request. */
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
  /** True if the editing configuration runs on the device. */
  readonly isRunning: boolean;
}

/** Returns what is wrong with a finished rollout, by the devices' own records. */
export function violations(units: readonly UnitRecord[]): string[] {
  const found: string[] = [];
  for (const { name, state, requests, isRunning } of units) {
    const activates = requests.filter(({ operation }) => operation === "activate").length;
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
  for (const [index, one] of units.entries()) {
    for (const other of units.slice(index + 1)) {
      const [first, second] = [one, other].toSorted((a, b) => beginOf(a) - beginOf(b));
      if (!first || !second || beginOf(second) >= endOf(first)) continue;
      if (one.group !== undefined && one.group === other.group) {
        found.push(
          `${first.name} and ${second.name} of ${one.group} were changed at the same time`,
        );
      }
      if (one.wave !== other.wave) {
        found.push(`${second.name} began before ${first.name} of another wave had ended`);
      }
    }
  }
  return found;
}

function beginOf({ requests }: UnitRecord): number {
  return Math.min(Infinity, ...requests.map(({ acceptedAtMs }) => acceptedAtMs));
}

function endOf({ requests }: UnitRecord): number {
  return Math.max(-Infinity, ...requests.map(({ endedAtMs = Infinity }) => endedAtMs));
}
