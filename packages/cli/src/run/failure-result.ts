import {
  AsyncStatusError,
  BusyError,
  DeadlineError,
  DeviceError,
  EditError,
  ElementError,
  LockLostError,
  LockNotReleasedError,
  OptionError,
  type Outcome,
  ResponseError,
  TransportError,
  type TransportErrorCode,
  type UntrustedReason,
  VersionError,
} from "@asyncstatus/client";
import { describeOperationState } from "@asyncstatus/model";
import { asClause, errorText, isSystemError, untrustedText } from "../error-text.ts";
import {
  InterruptedError,
  LedgerFullError,
  NotConfirmedError,
  UnreachableError,
  UsageError,
} from "../errors.ts";
import type { Io } from "../io.ts";
import { shellWord } from "../program-name.ts";
import type { UserFolders } from "../settings/folders.ts";
import { type CommandResult, commandResult, editResult } from "./command-result.ts";
import type { ExitReason } from "./exit-codes.ts";
import { isHeldHere, runLock } from "./lock-note.ts";
import { isOpen, outcomeKinds } from "./outcome-kinds.ts";
import { pendingRequest, resumeHint } from "./pending-request.ts";

/** Returns a command line for the user to copy. */
export type CommandFor = (words: string) => string;

/** Files of the other commands of this user on a device. */
interface OwnCommands {
  readonly io: UserFolders & Pick<Io, "clock">;
  readonly target: { readonly endpoint: URL };
}

/** An error in words. */
export interface DescribedError {
  readonly exit: ExitReason;
  readonly code: string;
  /** For users of the command line: without the names of the library. */
  readonly message: string;
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
    /** The run, if other commands of this user can be the cause. */
    readonly run?: OwnCommands;
  },
): CommandResult {
  const failed = editErrorOf(error);
  const { command, host, commandFor, more, prefix = "", run } = context;
  const { exit, hint, ...details } = {
    ...describeError(error, commandFor),
    ...(run && describeOwnCause(error, run, commandFor)),
  };
  return commandResult(context.exit ?? exit, {
    command,
    host,
    outcome:
      error instanceof NotConfirmedError ? "stopped" : exit === "interrupted" ? "aborted" : "error",
    summary: prefix + (details.code === "unexpected" ? details.message : asClause(details.message)),
    error: { ...details, ...(hint && { hint }) },
    ...(failed && { edit: editResult(failed.edit) }),
    ...more,
  });
}

/** Removes the hint from the error of a result. */
export function withoutHint({ error, ...result }: CommandResult): CommandResult {
  if (!error) return result;
  const { code, message } = error;
  return { ...result, error: { code, message } };
}

/** Describes an error whose cause may be another command of this user on this computer. */
function describeOwnCause(
  error: unknown,
  { io, target }: OwnCommands,
  commandFor: CommandFor,
): Pick<DescribedError, "message" | "hint"> | undefined {
  const { endpoint } = target;
  if (error instanceof DeviceError && error.code === "locked") {
    return describeOwnLock(io, endpoint, commandFor);
  }
  if (!(error instanceof BusyError)) return undefined;
  const pending = pendingRequest(io, endpoint, error.state);
  if (!pending) return undefined;
  const message = `the device is busy: ${describeOperationState(error.state)}; it may be ${pending.name}`;
  return { message, hint: resumeHint(pending, commandFor) };
}

/** Describes the lock of a device if a command on this computer took it. */
function describeOwnLock(
  io: OwnCommands["io"],
  endpoint: URL,
  commandFor: CommandFor,
): Pick<DescribedError, "message" | "hint"> | undefined {
  if (isHeldHere(io, endpoint)) {
    return {
      message: "your own `asyncstatus lock` on this computer holds the configuration lock",
      hint: `To release it, run: ${commandFor("unlock")}`,
    };
  }
  const left = runLock(io, endpoint);
  if (!left) return undefined;
  const message = left.isRunning
    ? "another command of yours on this computer holds the configuration lock"
    : `an interrupted command of yours on this computer probably left the configuration lock; it expires with its token, by ${left.until.toISOString().slice(0, 19)}Z`;
  return { message, hint: "To wait for the lock, add: --wait-for-lock 10m" };
}

/** Returns the error of an edit, also if the lock couldn't be released after it. */
export function editErrorOf(error: unknown): EditError | undefined {
  if (error instanceof LockNotReleasedError) return editErrorOf(error.cause);
  return error instanceof EditError ? error : undefined;
}

/** Describes an error: exit code, message and what to do. */
export function describeError(error: unknown, commandFor: CommandFor): DescribedError {
  const isAborted = error instanceof TransportError && error.code === "aborted";
  // Of a request that was cut by the user's own deadline.
  if (isAborted && error.cause instanceof DeadlineError) {
    return describeError(error.cause, commandFor);
  }
  if (error instanceof InterruptedError || isAborted) {
    return { exit: "interrupted", code: "interrupted", message: "nothing was submitted" };
  }
  if (error instanceof NotConfirmedError) {
    return { exit: "interrupted", code: "not-confirmed", message: error.message };
  }
  if (error instanceof UsageError) {
    return { exit: "usage", code: "usage", message: error.message, hint: error.hint };
  }
  if (error instanceof LedgerFullError) {
    return { exit: "unknown", code: "ledger-full", message: error.message, hint: error.hint };
  }
  if (error instanceof UnreachableError) {
    const hint = doctorHint(commandFor);
    return { exit: "unreachable", code: "unreachable", message: error.message, hint };
  }
  if (error instanceof LockNotReleasedError) {
    const { exit, message, hint } = describeError(error.cause, commandFor);
    const left = describeLeftLock(error.releaseError);
    return { exit, code: error.code, message: `${message.replace(/\.$/, "")}. ${left}`, hint };
  }
  if (error instanceof EditError) {
    const { code, message } = error;
    const cause = describeError(error.cause, commandFor);
    const { edit, outcome } = error;
    const undo =
      edit.state === "left" && edit.backup !== undefined
        ? { hint: `To undo the edits, run: ${commandFor(`restore ${shellWord(edit.backup)}`)}` }
        : {};
    if (outcome) return { ...describeUnsuccessful(outcome, commandFor), code, message, ...undo };
    if (cause.code === "unexpected") return { exit: "failed", code, message, ...undo };
    return { exit: cause.exit, code, message, hint: cause.hint, ...undo };
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

/** Describes the lock that may remain after an attempt to release it failed. */
function describeLeftLock(error: Error): string {
  if (!(error instanceof LockLostError)) {
    return "The configuration lock couldn't be released either; it expires within ten minutes.";
  }
  return error.mayBeHeld
    ? "The device may still hold the lost lock until its token expires, within ten minutes."
    : "If the device still processes the request for the configuration lock, the lock stays held until its token expires, within ten minutes.";
}

/** Describes a backup or a restore of an edit that did not succeed while the lock was held. */
function describeUnsuccessful(
  { outcome, operation, evidence }: Outcome,
  commandFor: CommandFor,
): Pick<DescribedError, "exit" | "hint"> {
  const { exit } = outcomeKinds[outcome];
  if (isOpen(outcome)) {
    const status = commandFor("status");
    return {
      exit,
      hint: `This wait can't be resumed. Before you retry, make sure that no ${operation} is running. To see the status, run: ${status}`,
    };
  }
  const isClear = exit !== "unknown" && exit !== "succeeded";
  if (isClear || evidence.lock !== "lost") return { exit };
  return { exit: "locked", hint: lockLostHint(commandFor) };
}

function doctorHint(commandFor: CommandFor): string {
  return `To find the cause, run: ${commandFor("doctor")}`;
}

function lockLostHint(commandFor: CommandFor): string {
  return `Other users may have changed the configuration since. To see the edits that aren't running, run: ${commandFor("diff")}`;
}

type Description = Pick<DescribedError, "exit" | "hint"> & {
  readonly message?: string;
};

function describeKnown(error: AsyncStatusError, commandFor: CommandFor): Description | undefined {
  const doctor = doctorHint(commandFor);
  if (error instanceof OptionError) {
    const message = `${optionNames[error.option] ?? error.option}: ${error.reason}`;
    const hasUserInfo = error.option === "host" && error.reason.includes("password");
    return { exit: "usage", message, ...(hasUserInfo && { hint: useUserOptions }) };
  }
  if (error instanceof BusyError) {
    const { isOurs, state } = error;
    const message = isOurs
      ? `the device is busy: it accepted your ${state.operation} but doesn't show it in the status yet`
      : `the device is busy: ${describeOperationState(state)}, submitted by another client or user`;
    return { exit: "locked", message, hint: "To wait until it finishes, add: --wait-for-idle 10m" };
  }
  if (error instanceof LockLostError) {
    return {
      exit: "locked",
      message: errorText(error),
      hint: lockLostHint(commandFor),
    };
  }
  if (error instanceof VersionError) {
    return {
      exit: "usage",
      message: `REST API ${error.version} doesn't support ${error.missing}; nothing was sent`,
      hint: `If the device supports ${error.versions.at(-1)}, add: --rest-version ${error.versions.at(-1)}`,
    };
  }
  if (error instanceof DeadlineError) {
    return { exit: "unreachable", hint: "To allow more time, set a longer --timeout." };
  }
  if (error instanceof ElementError) return describeElementError(error, commandFor);
  if (error instanceof DeviceError) return describeRefusal(error, commandFor);
  if (error instanceof TransportError && error.code === "tls-untrusted") {
    const { host } = new URL(error.url);
    return {
      exit: "unreachable",
      message: `the certificate of ${host} isn't trusted (${untrustedText(error)}); nothing was sent`,
      hint: `${untrustedHints[error.reason ?? "other"] ?? "To compare and pin the certificate, run"}: ${commandFor("trust")}`,
    };
  }
  if (error instanceof TransportError && error.code === "tls-fingerprint-mismatch") {
    return {
      exit: "unreachable",
      message: errorText(error),
      hint: "If you expect a new certificate, change the fingerprint in your settings. To see where it is set, run: asyncstatus config show",
    };
  }
  if (error instanceof ResponseError && error.code === "redirect") {
    return {
      exit: "unreachable",
      message: errorText(error),
      hint: `Check that the host is the SBC itself, not a proxy. ${doctor}`,
    };
  }
  if (error instanceof TransportError && causedHere.has(error.code)) {
    return { exit: "unreachable", message: errorText(error) };
  }
  if (error instanceof TransportError || error instanceof ResponseError) {
    return { exit: "unreachable", message: errorText(error), hint: doctor };
  }
  return undefined;
}

/** Codes of errors that don't come from the device or the network. */
const causedHere: ReadonlySet<TransportErrorCode> = new Set(["invalid-request", "closed"]);

const untrustedHints: Readonly<Partial<Record<UntrustedReason, string>>> = {
  expired:
    "Check the clock of this computer, or install a valid certificate on the device. To pin this one anyway, run",
  "not-yet-valid":
    "Check the clocks of this computer and of the device. To pin the certificate anyway, run",
};

const useUserOptions = "Use --user and --password-file.";

const optionNames: Readonly<Record<string, string>> = {
  host: "--host",
  "tls.ca": "--ca",
  "tls.fingerprint256": "--fingerprint",
  "tls.serverName": "--server-name",
  renewalField: "--renewal-field",
};

function describeElementError(error: ElementError, commandFor: CommandFor): Description {
  const { code, elementType, status } = error;
  const list = `To see the existing elements, run: ${commandFor(`elements list ${shellWord(elementType)}`)}`;
  return {
    exit: "failed",
    message: `the device rejected the edit of ${elementType} (${status})${reasonsOf(error)}`,
    hint: code === "bad-request" ? seeRequest : list,
  };
}

const seeRequest = "To see the request and the response, add: --verbose";

function reasonsOf({ messages }: DeviceError): string {
  const reasons = messages.flatMap(({ errorMessage }) => errorMessage ?? []).join(" ");
  return reasons === "" ? "" : `: ${reasons}`;
}

function describeRefusal(error: DeviceError, commandFor: CommandFor): Description {
  const doctor = doctorHint(commandFor);
  const { method, url, status } = error;
  const saying = (what: string) =>
    `${what} (${method} ${url} returned ${status})${reasonsOf(error)}`;
  switch (error.code) {
    case "unauthorized":
      return {
        exit: "refused",
        message: "login failed: wrong user name or password",
        hint: "To see which user and password source are used, run: asyncstatus config show",
      };
    case "forbidden":
      return {
        exit: "refused",
        message: "permission denied: the user isn't an administrator",
        hint: "Log in as an administrator: set --user or ASYNCSTATUS_USER.",
      };
    case "locked":
      return {
        exit: "locked",
        message: "another user holds the configuration lock",
        hint: "The device doesn't report who. To wait for the lock, add: --wait-for-lock 10m",
      };
    case "not-found":
      return {
        exit: "usage",
        message: saying("the device doesn't have the resource"),
        hint: `It might not support this REST API version. ${doctor}`,
      };
    case "bad-request":
      return {
        exit: "failed",
        message: saying("the device rejected the request"),
        hint: seeRequest,
      };
    case "conflict":
      return { exit: "failed", message: saying("the device reports a conflict"), hint: seeRequest };
    case "refused":
      return {
        exit: "failed",
        message: saying("the device refused the request"),
        hint: status === 429 ? "Wait, then retry." : seeRequest,
      };
    case "unavailable":
      return {
        exit: "unreachable",
        message: saying("the device couldn't process the request"),
        hint: doctor,
      };
  }
}
