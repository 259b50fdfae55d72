import type { ConfigVersions, OperationState } from "@asyncstatus/model";

/** A system of the pair. */
export type Host = "a" | "b";

/** The operation of a request. `verify` represents all that do not change the versions. */
export type Operation = "activate" | "save" | "verify";

/** The end of a request. There are two reasons to fail, so that failures can differ. */
export type End = "success" | "fail" | "fail otherwise";

/** The status of a request as it is shown; `paused` is unknown to our client. */
export type ShownStatus = "inProgress" | "paused" | End;

/** A request that is running or is not shown yet. */
export interface Job {
  readonly operation: Operation;
  readonly by: "us" | "them";
  readonly at: Host;
  /** Accepted but not shown yet, shown now, or replaced in the status by another request. */
  readonly place: "accepted" | "shown" | "replaced";
  /** The end of a request that ended before it was shown. */
  readonly end?: End;
}

/** The true result of our request. A restart interrupts the requests of its system. */
export type TrueResult = "not accepted" | "running" | "success" | "fail" | "interrupted";

/** The cause of a new version. */
export type ChangedBy = "no one" | "us" | "them" | "a restart";

/** Everything outside of our client, with the true result of its request. */
export interface World {
  /** The system that responds. */
  readonly active: Host;
  /** The status of each system. */
  readonly slots: Readonly<Record<Host, OperationState | undefined>>;
  /** In the order in which they were accepted. */
  readonly jobs: readonly Job[];
  /** The versions of the HA pair, which synchronizes the configuration. */
  readonly versions: ConfigVersions;
  /** The versions that the device still reports, if they lag behind. */
  readonly reported?: ConfigVersions | undefined;
  /** The cause of the last change of the version that our operation changes. */
  readonly changedBy: ChangedBy;
  /** If not free, others cannot submit requests. `settling`: a later lock of ours, which is held until the end. */
  readonly lock: "ours" | "free" | "settling";
  /** Our token: the first, which the lock was acquired with, one from a renewal, or from a new login. */
  readonly token: "first" | "renewed" | "ended" | "new";
  /** Which of our tokens has the lock. `lost`: the response with that token was lost. */
  readonly holder: "first" | "renewed" | "lost";
  /** The life of the first token. `ending`: over by the count of our client, which starts earlier than the device's. */
  readonly life: "running" | "ending" | "over";
  /** The systems that restarted since our client first identified the system. */
  readonly restarted: Readonly<Record<Host, boolean>>;
  /** Before our submission, after it, or after the time by which the device must show an accepted request. */
  readonly time: "before" | "early" | "late";
  readonly ours: TrueResult;
  /** True if the device may still receive our submission, which the client gave up. */
  readonly isOnItsWay: boolean;
}

/** Returns true if our client has the token that has the lock. */
export function hasLock({ lock, token, holder }: World): boolean {
  return lock === "ours" && token === holder;
}

const slots = new Map<string, OperationState>();

/** Returns the status that shows a request. */
export function show(operation: Operation, word: ShownStatus): OperationState {
  const key = `${operation} ${word}`;
  const known = slots.get(key) ?? { operation, ...statusOf(word) };
  slots.set(key, known);
  return known;
}

function statusOf(word: ShownStatus): Omit<OperationState, "operation"> {
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

/** Returns a short text that identifies the world. */
export function worldKey(world: World): string {
  const {
    active,
    slots,
    jobs,
    versions,
    changedBy,
    reported,
    lock,
    token,
    holder,
    life,
    restarted,
    time,
    ours,
    isOnItsWay,
  } = world;
  let key = `${active}${slotKey(slots.a)}${slotKey(slots.b)}`;
  key += `${versions.currentVersion}${versions.runningVersion}${changedBy[0]}${lock[0]}${token[0]}${holder[0]}${life[0]}`;
  key += `${restarted.a ? 1 : 0}${restarted.b ? 1 : 0}${time[0]}${ours[0]}`;
  key += isOnItsWay ? "1" : "0";
  if (reported) key += `${reported.currentVersion}${reported.runningVersion}`;
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
