import { formatDuration } from "@asyncstatus/model/text";
import type { HostRun } from "../run/host-run.ts";

const defaultTimeoutMs = 20_000;

/** Time limit of all checks of a device. */
export interface TimeLimit extends Disposable {
  /** Aborted on Ctrl-C, or when the time is up. */
  readonly signal: AbortSignal;
  /** The finding and the fix to report once the time is up. */
  readonly exceeded: { readonly message: string; readonly fix: string } | undefined;
}

/** Starts the time limit of `--timeout`. */
export function startTimeLimit({ io, signal, target }: HostRun): TimeLimit {
  const ms = target.settings.timeout?.value ?? defaultTimeoutMs;
  const limit = new AbortController();
  const message = `not finished within ${formatDuration(ms)}`;
  const cancel = io.clock.after(ms, () => limit.abort(new Error(message)));
  return {
    signal: AbortSignal.any([signal, limit.signal]),
    get exceeded() {
      if (!limit.signal.aborted || signal.aborted) return undefined;
      return { message, fix: "To allow more time, add: --timeout 2m" };
    },
    [Symbol.dispose]: cancel,
  };
}
