import type { ConfigVersions, OperationState } from "@asyncstatus/model";

/** A system of the pair. */
export type Host = "a" | "b";

/** The requests that are put. `verify` stands for all that leave no trace in the versions. */
export type Name = "activate" | "save" | "verify";

/** How a request ends. There are two reasons to fail, to tell one failure from another. */
export type End = "success" | "fail" | "fail otherwise";

/** What the slot says of a request; `paused` is a word that our client does not know. */
export type Word = "inProgress" | "paused" | End;

/** A request that a system is at work on, or has yet to show. */
export interface Job {
  readonly operation: Name;
  readonly by: "us" | "them";
  readonly at: Host;
  /** Whether the slot shows it: not yet, now, or no longer. */
  readonly place: "taken" | "shown" | "covered";
  /** How it ended, where it did so before it was shown. */
  readonly end?: End;
}

/** What has become of our request. A restart cuts short what the system is at work on. */
export type Fate = "not taken" | "at work" | "success" | "fail" | "cut short";

/** Whose deed it was that a version moved. */
export type Mover = "nobody" | "us" | "them" | "a restart";

/** Everything outside of our client, with the truth about its request. */
export interface World {
  /** Who answers. */
  readonly active: Host;
  /** Absent where there is nothing to show. */
  readonly slots: Readonly<Record<Host, OperationState | undefined>>;
  /** In the order in which they were taken. */
  readonly jobs: readonly Job[];
  /** Of the pair: the systems keep their configuration in step. */
  readonly versions: ConfigVersions;
  /** Who moved the version that tells of a request like ours. */
  readonly mover: Mover;
  /** Whether others are kept from issuing requests; `settling` by a later lock of ours, until the end. */
  readonly lock: "ours" | "free" | "settling";
  /** Our token: the first, that the lock was acquired with, one from a renewal, or from a new login. */
  readonly token: "first" | "renewed" | "ended" | "new";
  /** Our token that has the lock, as long as it is ours: `lost` is one whose response was lost. */
  readonly holder: "first" | "renewed" | "lost";
  /** The life of the first token. Our client counts from its request, so by its count it is over earlier. */
  readonly life: "running" | "counted out" | "over";
  /** Who has restarted since our client first asked who answers. */
  readonly restarted: Readonly<Record<Host, boolean>>;
  /** Before our submission; after it; after the time in which the device must show what it took. */
  readonly time: "before" | "early" | "late";
  readonly ours: Fate;
}

/** Whether our client has a token that has the lock. */
export function hasLock({ lock, token, holder }: World): boolean {
  return lock === "ours" && token === holder;
}

const slots = new Map<string, OperationState>();

/** What the slot shows of a request. */
export function show(operation: Name, word: Word): OperationState {
  const key = `${operation} ${word}`;
  const known = slots.get(key) ?? { operation, ...statusOf(word) };
  slots.set(key, known);
  return known;
}

function statusOf(word: Word): Omit<OperationState, "operation"> {
  switch (word) {
    case "inProgress":
    case "success":
      return { status: word };
    case "paused":
      return { status: "unknown", raw: { status: word } };
    case "fail":
      return { status: "fail", errorMessage: "one reason" };
    case "fail otherwise":
      return { status: "fail", errorMessage: "another reason" };
  }
}

const pairs = new Map<number, ConfigVersions>();

export function versionsOf(currentVersion: number, runningVersion: number): ConfigVersions {
  const key = currentVersion * 10 + runningVersion;
  const known = pairs.get(key) ?? { currentVersion, runningVersion };
  pairs.set(key, known);
  return known;
}

/** A short text that is the same for equal worlds, and for no others. */
export function worldKey(world: World): string {
  const { active, slots, jobs, versions, mover, lock, token, holder, life, restarted, time, ours } =
    world;
  let key = `${active}${slotKey(slots.a)}${slotKey(slots.b)}`;
  key += `${versions.currentVersion}${versions.runningVersion}${mover[0]}${lock[0]}${token[0]}${holder[0]}${life[0]}`;
  key += `${restarted.a ? 1 : 0}${restarted.b ? 1 : 0}${time[0]}${ours[0]}`;
  for (const { operation, by, at, place, end } of jobs) {
    key += `${operation[0]}${by[0]}${at}${place[0]}${end?.length ?? ""}`;
  }
  return key;
}

function slotKey(operationState: OperationState | undefined): string {
  return operationState
    ? `${operationState.operation[0]}${operationState.status[0]}${operationState.errorMessage?.[0] ?? ""}`
    : "-";
}
