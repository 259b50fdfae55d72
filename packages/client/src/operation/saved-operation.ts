import { operationNameValues } from "@asyncstatus/model";
import { OptionError } from "../errors/option-error.ts";
import type { WaitState } from "./wait-state.ts";

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

/**
 * Validates a serialized operation.
 *
 * @param statusUrl The URL of the status in this session.
 * @throws {OptionError} if it is not a serialized operation, or of another device.
 */
export function readSavedOperation(saved: unknown, statusUrl: string): SavedOperation {
  if (!isSavedOperation(saved)) {
    throw new OptionError("saved", "is not an operation of format 1, as toJSON() writes it");
  }
  if (saved.statusUrl !== statusUrl) {
    throw new OptionError("saved", `is about ${saved.statusUrl}, this session about ${statusUrl}`);
  }
  return saved;
}

type Record = Readonly<globalThis.Record<string, unknown>>;
const isRecord = (value: unknown): value is Record => typeof value === "object" && value !== null;

/** Checks the fields that decisions depend on; the other fields are evidence. */
function isSavedOperation(value: unknown): value is SavedOperation {
  if (!isRecord(value) || value.format !== 1 || !isRecord(value.state)) return false;
  const { statusUrl, submittedAt, state } = value;
  const { operation, submission, baseline, registrationMs, lock, epoch, readings } =
    state as Record;
  const isName = operationNameValues.some((name) => name === operation);
  return (
    typeof statusUrl === "string" &&
    typeof submittedAt === "string" &&
    !Number.isNaN(Date.parse(submittedAt)) &&
    isName &&
    (submission === "accepted" || submission === "unknown") &&
    isRecord(baseline) &&
    typeof registrationMs === "number" &&
    (lock === "held" || lock === "lost") &&
    (epoch === "same" || epoch === "new") &&
    Array.isArray(readings)
  );
}
