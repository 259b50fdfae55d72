import { operationNameValues, operationStatusValues } from "@asyncstatus/model";
import { OptionError } from "../errors/option-error.ts";
import {
  hasFields,
  isCount,
  isDate,
  isDuration,
  isOneOf,
  isSwitch,
  isText,
} from "./field-checks.ts";
import type { OperationDependencies } from "./status-poller.ts";
import type { Attribution, AttributionReason, WaitState } from "./wait-state.ts";

/** A serialized operation, to be resumed by another process. Contains no secrets. */
export interface SavedOperation {
  /** The version of this format. */
  readonly format: 1;
  /** The URL of the status, which identifies the device. */
  readonly statusUrl: string;
  /** The time of the submission, by the clock of the submitting computer. ISO 8601. */
  readonly submittedAt: string;
  /** The state of the wait. */
  readonly state: WaitState;
}

/** Serializes an operation. */
export function saveOperation(
  { session }: Pick<OperationDependencies, "session">,
  state: WaitState,
  submittedAt: string,
): SavedOperation {
  return { format: 1, statusUrl: session.statusUrl, submittedAt, state };
}

/** Returns the state of a wait that another process began. Its lock was not ours, its clock may differ. */
export function resumedState({ state }: SavedOperation): WaitState {
  const { contradictedAtMs: _, verifiedAtMs: __, ...rest } = state;
  return { ...rest, lock: "lost", clock: "other" };
}

/**
 * Validates a serialized operation. A verdict is dropped: only the device can confirm it.
 *
 * @param statusUrl The URL of the status in this session.
 * @throws {OptionError} if it is not a serialized operation, or of another device.
 */
export function readSavedOperation(saved: unknown, statusUrl: string): SavedOperation {
  if (!isSavedOperation(saved)) {
    throw new OptionError("saved", "is not an operation of format 1, as toJSON() writes it");
  }
  requireSameDevice("saved", saved, statusUrl);
  const { verdict: _, ...state } = saved.state;
  return { ...saved, state };
}

/** @throws {OptionError} If an option is about another device. */
export function requireSameDevice(
  option: string,
  { statusUrl }: Pick<SavedOperation, "statusUrl">,
  expected: string,
): void {
  if (statusUrl === expected) return;
  throw new OptionError(option, `is about ${statusUrl}, this session about ${expected}`);
}

const maxReadings = 10_000;

const isOperationState = hasFields(
  {
    operation: isOneOf(...operationNameValues, "unknown"),
    status: isOneOf(...operationStatusValues, "unknown"),
  },
  { errorMessage: isText, raw: hasFields({}, { operation: isText, status: isText }) },
);

const isBaseline = hasFields(
  {},
  {
    operationState: isOperationState,
    versions: hasFields({ currentVersion: isCount, runningVersion: isCount }),
    system: hasFields(
      {},
      {
        hostName: isText,
        role: isText,
        uptimeSeconds: isDuration,
        peerName: isText,
        switchovers: isCount,
      },
    ),
  },
);

const attributions = ["ours", "stale", "foreign", "unknown"] satisfies readonly Attribution[];

const reasons = {
  "changed-under-lock": true,
  "vendor-order": true,
  "foreign-seen": true,
  unchanged: true,
  continued: true,
  "verify-of-save": true,
  "other-operation": true,
  "status-cleared": true,
  followed: true,
  "may-be-earlier": true,
  "may-be-repeated": true,
  "lock-lost": true,
  "restarted-or-switched-over": true,
} satisfies Record<AttributionReason, true>;

const isReading = hasFields(
  {
    elapsedMs: isDuration,
    attribution: isOneOf(...attributions),
    reason: isOneOf(...Object.keys(reasons)),
  },
  { operationState: isOperationState },
);

const isState = hasFields({
  operation: isOneOf(...operationNameValues),
  submission: isOneOf("accepted", "unknown"),
  baseline: isBaseline,
  registrationMs: isDuration,
  fenceMs: isDuration,
  lock: isOneOf("held", "presumed", "lost"),
  epoch: isOneOf("same", "new"),
  seen: isSwitch,
  foreignSeen: isSwitch,
  emptied: isSwitch,
  mayBeRepeated: isSwitch,
  isFollowed: isSwitch,
  clock: isOneOf("ours", "other", "settling"),
  readings: (value) =>
    Array.isArray(value) && value.length <= maxReadings && value.every(isReading),
});

const hasSavedFields = hasFields({
  format: isOneOf(1),
  statusUrl: isText,
  submittedAt: isDate,
  state: isState,
});

/** Returns true for a value that `Operation.toJSON()` returned. */
export function isSavedOperation(value: unknown): value is SavedOperation {
  return hasSavedFields(value);
}
