import { operationNameValues } from "@asyncstatus/model";
import { OptionError } from "../errors/option-error.ts";
import type { WaitState } from "./wait-state.ts";

/** An operation that was written down, to be waited for by another process. No secret is in it. */
export interface SavedOperation {
  /** The form of this record. */
  readonly format: 1;
  /** Where it is polled, and so on which device it was submitted. */
  readonly statusUrl: string;
  /** When it was submitted, by the clock of the computer that did. ISO 8601. */
  readonly submittedAt: string;
  /** What had been learnt of it. */
  readonly state: WaitState;
}

/**
 * Reads what was written down.
 *
 * @param statusUrl Where this session polls.
 * @throws {OptionError} where it is not such a record, or one of another device.
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

/** Checks what the decision reads without looking twice; the rest is evidence for people. */
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
