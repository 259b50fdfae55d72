import {
  BusyError,
  DeadlineError,
  DeviceError,
  EditError,
  isTransient,
  LockLostError,
  LockNotReleasedError,
  TransportError,
} from "@asyncstatus/client";
import type { Obstacle, UnitResult } from "../ledger/ledger.ts";
import { messageOf } from "../message-of.ts";

/** An error in words. */
export interface DescribedError {
  /** One sentence. */
  readonly summary: string;
  /** The command to run, or another fix. */
  readonly hint?: string | undefined;
}

/** Describes the error that kept a host from being changed. */
export type DescribeError = (error: unknown, host: string) => DescribedError;

/** Describes an error by its message. */
export const describeByMessage: DescribeError = (error) => ({ summary: messageOf(error) });

/** Describes the error of a host of a unit, and the obstacle that it is about. In a pair, the summary names the host. */
export function describeOf(
  error: unknown,
  host: string,
  { hosts, describe }: { readonly hosts: readonly string[]; readonly describe: DescribeError },
): Pick<UnitResult, "summary" | "hint" | "obstacle"> {
  const { summary, hint } = describe(error, host);
  const names = hosts.length === 1 || summary.includes(host);
  const obstacle = obstacleOf(error);
  return {
    summary: names ? summary : `${host}: ${summary}`,
    ...(hint !== undefined && { hint }),
    ...(obstacle && { obstacle }),
  };
}

function obstacleOf(error: unknown): Obstacle | undefined {
  if (error instanceof LockNotReleasedError) return obstacleOf(error.cause);
  if (error instanceof EditError && error.edit.state !== "left") return obstacleOf(error.cause);
  if (error instanceof BusyError || error instanceof LockLostError) return "others";
  if (error instanceof DeadlineError || isTransient(error)) return "unreachable";
  if (error instanceof TransportError && error.code.startsWith("tls-")) return "certificate";
  if (!(error instanceof DeviceError)) return undefined;
  if (error.code === "locked") return "others";
  return error.code === "unauthorized" || error.code === "forbidden" ? "login" : undefined;
}
