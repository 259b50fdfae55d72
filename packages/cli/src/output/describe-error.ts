import {
  AsyncStatusError,
  BusyError,
  DeviceError,
  type DeviceErrorCode,
  LockLostError,
  LockNotReleasedError,
  OptionError,
  ResponseError,
  TransportError,
} from "@asyncstatus/client";
import type { ExitReason } from "../exit-codes.ts";
import { InterruptedError } from "../interrupted-error.ts";
import { UnreachableError } from "../unreachable-error.ts";
import { UsageError } from "../usage-error.ts";

/** What kept a command from doing what it should. */
export interface DescribedError {
  readonly exit: ExitReason;
  readonly code: string;
  readonly message: string;
  /** The same for people, where the message is for programmers. */
  readonly summary?: string | undefined;
  readonly hint?: string | undefined;
}

/** Says what an error comes to: the exit code, and what to do. */
export function describeError(error: unknown, command: (words: string) => string): DescribedError {
  if (
    error instanceof InterruptedError ||
    (error instanceof TransportError && error.code === "aborted")
  ) {
    return { exit: "interrupted", code: "interrupted", message: new InterruptedError().message };
  }
  if (error instanceof UsageError) {
    return { exit: "usage", code: "usage", message: error.message, hint: error.hint };
  }
  if (error instanceof UnreachableError) {
    return { exit: "unreachable", code: "unreachable", message: error.message };
  }
  if (error instanceof LockNotReleasedError) {
    const { exit, message, summary = message, hint } = describeError(error.cause, command);
    const left = "the lock could not be released, and ends with its token, within ten minutes";
    const what = { message: error.message, summary: `${summary}; ${left}` };
    return { exit, code: error.code, ...what, hint };
  }
  const known = error instanceof AsyncStatusError ? consequence(error, command) : undefined;
  if (error instanceof AsyncStatusError && known) {
    return { code: error.code, message: error.message, ...known };
  }
  // Not to be taken for a failure that the device has told.
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exit: "unknown", code: "unexpected", message, hint: "This is a defect of asyncstatus." };
}

type Consequence = Pick<DescribedError, "exit" | "summary" | "hint">;

function consequence(
  error: AsyncStatusError,
  command: (words: string) => string,
): Consequence | undefined {
  const doctor = `To find out why: ${command("doctor")}`;
  if (error instanceof OptionError) return { exit: "usage" };
  if (error instanceof BusyError) {
    return { exit: "locked", hint: "Or wait for its end: add --wait-for-idle 10m" };
  }
  if (error instanceof LockLostError) return { exit: "locked" };
  if (error instanceof DeviceError) return ofDevice(error.code, doctor);
  if (error instanceof TransportError && error.code === "tls-untrusted") {
    const [, reason] = /\((\w+);/.exec(error.message) ?? [];
    return {
      exit: "unreachable",
      ...(reason && {
        summary: `no authority vouches for the certificate of ${new URL(error.url).host} (${reason}); nothing was sent to it`,
      }),
      hint: `To see the certificate and pin it: ${command("trust")}`,
    };
  }
  if (error instanceof TransportError || error instanceof ResponseError) {
    return { exit: "unreachable", hint: doctor };
  }
  return undefined;
}

function ofDevice(code: DeviceErrorCode, doctor: string): Consequence {
  switch (code) {
    case "unauthorized":
      return {
        exit: "refused",
        summary: "the device does not accept this user with this password",
        hint: "Where they come from: asyncstatus config show",
      };
    case "forbidden":
      return { exit: "refused", summary: "this user may not do that: it takes an administrator" };
    case "locked":
      return {
        exit: "locked",
        summary: "the configuration lock is held by somebody else",
        hint: "Nothing tells who holds the lock. To wait for it: add --wait-for-lock 10m",
      };
    case "not-found":
      return { exit: "usage", hint: `See which REST versions the device serves. ${doctor}` };
    case "bad-request":
    case "refused":
      return { exit: "failed" };
    case "unavailable":
      return { exit: "unreachable", hint: doctor };
  }
}
