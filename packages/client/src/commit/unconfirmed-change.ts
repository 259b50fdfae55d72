import { type Clock, systemClock } from "@asyncstatus/model/clock";
import { DeadlineError } from "../errors/deadline-error.ts";
import { withTimeLimit } from "../errors/time-limit.ts";
import { hasFields, isCount, isDate, isOneOf, isText } from "../operation/field-checks.ts";
import { abortable } from "../session/abortable.ts";

/**
 * A change that is to be rolled back unless it is confirmed in time. As JSON, another process can wait for
 * the confirmation. Contains no secrets.
 */
export interface UnconfirmedChange {
  /** The version of this format. */
  readonly format: 1;
  /** The URL of the status, which identifies the device. */
  readonly statusUrl: string;
  /** The backup of the configuration that was running before. */
  readonly backup: string;
  /** The version of the configuration with the change. */
  readonly version: number;
  /** The end of the time to confirm it, by the clock of the computer that applied it. ISO 8601. */
  readonly confirmBy: string;
  /** The version of the configuration without the change, once its activate may have been submitted. */
  readonly rollbackVersion?: number;
}

const isUnconfirmed = hasFields(
  {
    format: isOneOf(1),
    statusUrl: isText,
    backup: isText,
    version: isCount,
    confirmBy: isDate,
  },
  { rollbackVersion: isCount },
);

/** Returns true for an {@link UnconfirmedChange}, as `JSON.parse` returns it. */
export function isUnconfirmedChange(value: unknown): value is UnconfirmedChange {
  return isUnconfirmed(value);
}

/** Options of {@link waitForConfirmation}. */
export interface ConfirmationOptions {
  /** Returns true if the change is confirmed. The signal aborts when the time is up. */
  readonly isConfirmed: (signal: AbortSignal) => boolean | Promise<boolean>;
  /** The time between two calls of `isConfirmed`. @default 1000 */
  readonly intervalMs?: number;
  /** Aborts the wait. The change stays unconfirmed. */
  readonly signal?: AbortSignal;
  /** @default the clock of this computer */
  readonly clock?: Clock;
}

/**
 * Waits until a change is confirmed or its time is up. Nothing is sent; see `Sbc.rollBackUnconfirmed` for
 * what follows when the time is up.
 *
 * @returns True if the change is confirmed.
 * @throws what `isConfirmed` throws, or the reason of the signal.
 */
export async function waitForConfirmation(
  { confirmBy }: Pick<UnconfirmedChange, "confirmBy">,
  { isConfirmed, intervalMs = 1_000, signal, clock = systemClock }: ConfirmationOptions,
): Promise<boolean> {
  const leftMs = () => Math.max(0, Date.parse(confirmBy) - clock.date().getTime());
  while (leftMs() > 0) {
    const limit = { name: "confirmation", ms: leftMs(), signal };
    try {
      const check = async (signal: AbortSignal) => isConfirmed(signal);
      const checking = (signal: AbortSignal) => abortable(check(signal), signal);
      if (await withTimeLimit(clock, limit, checking)) return true;
    } catch (error) {
      if (!(error instanceof DeadlineError)) throw error;
    }
    await clock.sleep(Math.min(intervalMs, leftMs()), signal);
  }
  return false;
}
