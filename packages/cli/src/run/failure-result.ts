import {
  AsyncStatusError,
  BusyError,
  DeadlineError,
  DeviceError,
  type DeviceErrorCode,
  EditError,
  ElementError,
  LockLostError,
  LockNotReleasedError,
  OptionError,
  ResponseError,
  TransportError,
  VersionError,
} from "@asyncstatus/client";
import { describeOperationState } from "@asyncstatus/model";
import { errorText, isSystemError, untrustedTexts } from "../error-text.ts";
import { InterruptedError, UnreachableError, UsageError } from "../errors.ts";
import { type CommandResult, commandResult, editResult } from "./command-result.ts";
import type { ExitReason } from "./exit-codes.ts";

/** Returns a command line for the user to copy. */
export type CommandFor = (words: string) => string;

/** An error in words. */
export interface DescribedError {
  readonly exit: ExitReason;
  readonly code: string;
  readonly message: string;
  /** The message for users, if the error's own is for programmers. */
  readonly summary?: string | undefined;
  readonly hint?: string | undefined;
}

/** Creates the result of a command that an error ended. */
export function failureResult(
  error: unknown,
  context: {
    readonly command: string;
    readonly host: string;
    readonly commandFor: CommandFor;
    /** Fields to add to the result. */
    readonly more?: Partial<CommandResult>;
    /** Text before the error's message. */
    readonly prefix?: string;
    readonly exit?: ExitReason;
    /** Returns true if an `asyncstatus lock` on this computer holds the device's lock. */
    readonly isLockedHere?: () => boolean;
  },
): CommandResult {
  const failed = editErrorOf(error);
  const { command, host, commandFor, more, prefix = "", isLockedHere = () => false } = context;
  const { exit, hint, summary, ...details } = {
    ...describeError(error, commandFor),
    ...(isLocked(error) && isLockedHere() && lockedHere(commandFor)),
  };
  return commandResult(context.exit ?? exit, {
    command,
    host,
    outcome: exit === "interrupted" ? "aborted" : "error",
    summary: prefix + (summary ?? details.message),
    error: { ...details, ...(hint && { hint }) },
    ...(failed && { edit: editResult(failed.edit) }),
    ...more,
  });
}

function isLocked(error: unknown): boolean {
  return error instanceof DeviceError && error.code === "locked";
}

function lockedHere(commandFor: CommandFor): Pick<DescribedError, "summary" | "hint"> {
  return {
    summary: "your own `asyncstatus lock` on this computer holds the configuration lock",
    hint: `To release it, run: ${commandFor("unlock")}`,
  };
}

/** Returns the error of an edit, also if the lock couldn't be released after it. */
export function editErrorOf(error: unknown): EditError | undefined {
  if (error instanceof LockNotReleasedError) return editErrorOf(error.cause);
  return error instanceof EditError ? error : undefined;
}

/** Describes an error: exit code, message and what to do. */
export function describeError(error: unknown, commandFor: CommandFor): DescribedError {
  if (
    error instanceof InterruptedError ||
    (error instanceof TransportError && error.code === "aborted")
  ) {
    const { message } = new InterruptedError();
    return { exit: "interrupted", code: "interrupted", message, summary: "nothing was submitted" };
  }
  if (error instanceof UsageError) {
    return { exit: "usage", code: "usage", message: error.message, hint: error.hint };
  }
  if (error instanceof UnreachableError) {
    const hint = `To find the cause, run: ${commandFor("doctor")}`;
    return { exit: "unreachable", code: "unreachable", message: error.message, hint };
  }
  if (error instanceof LockNotReleasedError) {
    const { exit, message, summary = message, hint } = describeError(error.cause, commandFor);
    const left = "the lock couldn't be released and expires within ten minutes";
    return { exit, code: error.code, message: error.message, summary: `${summary}; ${left}`, hint };
  }
  if (error instanceof EditError) {
    const { code, message } = error;
    const cause = describeError(error.cause, commandFor);
    if (cause.code === "unexpected") return { exit: "failed", code, message };
    return { exit: cause.exit, code, message, hint: cause.hint };
  }
  const known = error instanceof AsyncStatusError ? describeKnown(error, commandFor) : undefined;
  if (error instanceof AsyncStatusError && known) {
    return { code: error.code, message: error.message, ...known };
  }
  if (isSystemError(error)) return { exit: "usage", code: "system", message: errorText(error) };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    exit: "unknown",
    code: "unexpected",
    message,
    hint: "This is a bug in asyncstatus. Please report it.",
  };
}

type Description = Pick<DescribedError, "exit" | "summary" | "hint"> & {
  readonly message?: string;
};

function describeKnown(error: AsyncStatusError, commandFor: CommandFor): Description | undefined {
  const doctor = `To find the cause, run: ${commandFor("doctor")}`;
  if (error instanceof OptionError) {
    const message = `${optionNames[error.option] ?? error.option}: ${error.reason}`;
    return { exit: "usage", message };
  }
  if (error instanceof BusyError) {
    const { isOurs, state } = error;
    const summary = isOurs
      ? `the device is busy: it accepted your ${state.operation}, but doesn't show it yet`
      : `the device is busy with a request of another client or user: ${describeOperationState(state)}`;
    return { exit: "locked", summary, hint: "To wait until it finishes, add: --wait-for-idle 10m" };
  }
  if (error instanceof LockLostError) {
    return { exit: "locked", hint: `Before you retry, run: ${commandFor("status")}` };
  }
  if (error instanceof VersionError) {
    return {
      exit: "usage",
      summary: `REST ${error.version} has no ${error.missing}; nothing was sent`,
      hint: `If the device serves it, add: --rest-version ${error.versions.at(-1)}`,
    };
  }
  if (error instanceof DeadlineError) return { exit: "unreachable", hint: doctor };
  if (error instanceof ElementError) return { exit: "failed" };
  if (error instanceof DeviceError) return describeRefusal(error.code, doctor);
  if (error instanceof TransportError && error.code === "tls-untrusted") {
    const { host } = new URL(error.url);
    const reason = untrustedTexts[error.reason ?? "other"];
    return {
      exit: "unreachable",
      message: `the certificate of ${host} isn't trusted (${reason}); nothing was sent`,
      hint: `To compare and pin the certificate, run: ${commandFor("trust")}`,
    };
  }
  if (error instanceof TransportError || error instanceof ResponseError) {
    return { exit: "unreachable", message: errorText(error), hint: doctor };
  }
  return undefined;
}

const optionNames: Readonly<Record<string, string>> = {
  host: "host",
  "tls.ca": "--ca",
  "tls.fingerprint256": "--fingerprint",
  "tls.serverName": "--server-name",
  renewalField: "--renewal-field",
};

function describeRefusal(code: DeviceErrorCode, doctor: string): Description {
  switch (code) {
    case "unauthorized":
      return {
        exit: "refused",
        summary: "login failed: wrong user or password",
        hint: "To see where they come from, run: asyncstatus config show",
      };
    case "forbidden":
      return {
        exit: "refused",
        summary: "permission denied: the user isn't an administrator",
        hint: "Use an administrator, with --user or ASYNCSTATUS_USER.",
      };
    case "locked":
      return {
        exit: "locked",
        summary: "another user holds the configuration lock",
        hint: "The device doesn't report which. To wait for the lock, add: --wait-for-lock 10m",
      };
    case "not-found":
      return { exit: "usage", hint: `The device may not serve this REST version. ${doctor}` };
    case "bad-request":
    case "conflict":
    case "refused":
      return { exit: "failed" };
    case "unavailable":
      return { exit: "unreachable", hint: doctor };
  }
}
