import type { Decision, WaveStatus } from "./decision.ts";
import { isOver, type RolloutState, type UnitProgress } from "./rollout-state.ts";
import { blockedReason, heldGroups, inProgress, isFine, startable } from "./startable.ts";
import { stopReason } from "./stop-reason.ts";

/**
 * Decides what to do next in a rollback: the waves in reverse order, and only units on which the change was
 * taken. Starts nothing while a unit is still being changed. Approvals, soaks and the window don't apply.
 */
export function decideRollback(state: RolloutState): Decision {
  const { plan, units, control } = state;
  const back = units.filter(({ isBack }) => isBack);
  const pause = control.paused || control.aborted ? undefined : stopReason({ plan, units: back });
  const isHeld =
    pause !== undefined || control.paused !== undefined || control.aborted !== undefined;
  const isIdle = !units.some(inProgress);
  const held = heldGroups(back);
  const waves: WaveStatus[] = [];
  let start: readonly string[] = [];
  let blocked: string | undefined;
  let isWaiting = units.some((unit) => inProgress(unit) && !unit.isBack);
  for (const { name } of plan.waves.toReversed()) {
    const own = units.filter(({ wave }) => wave === name);
    const due = own.filter(mayRollBack);
    const busy = own.filter(inProgress);
    waves.unshift(statusOf(name, own, { isHeld, isWaiting }));
    if (!isWaiting && !isHeld && due.length > 0) {
      start = startable(state, due, held);
      if (start.length === 0 && isIdle) blocked = blockedReason(due, held);
    }
    isWaiting ||= due.length > 0 || busy.length > 0;
  }
  const stop = pause ?? blocked;
  const isRolledBack = isIdle && !units.some(mayRollBack);
  return {
    waves,
    start,
    ...(stop !== undefined && { pause: stop }),
    isOver: isIdle && (isRolledBack || isHeld || stop !== undefined),
    isComplete: false,
    isRolledBack,
  };
}

/** Returns true if a unit is to be rolled back: the change was taken on it, and nothing is in progress. */
export function mayRollBack({ taken, isBack, state }: UnitProgress): boolean {
  return taken && (isBack ? state === "waiting" : isOver(state));
}

function statusOf(
  name: string,
  own: readonly UnitProgress[],
  { isHeld, isWaiting }: { readonly isHeld: boolean; readonly isWaiting: boolean },
): WaveStatus {
  const busy = own.filter(inProgress);
  if (busy.some(({ isBack }) => !isBack)) return { name, state: "draining" };
  if (busy.length > 0) return { name, state: "rolling-back" };
  const isDue = own.some(mayRollBack);
  if (isDue && isWaiting) return { name, state: "waiting", waitsFor: "later-wave" };
  if (isDue && !isHeld) return { name, state: "rolling-back" };
  const back = own.filter(({ isBack }) => isBack);
  const isDone = !isDue && back.length > 0 && back.every(isFine);
  return { name, state: isDone ? "rolled-back" : "stopped" };
}
