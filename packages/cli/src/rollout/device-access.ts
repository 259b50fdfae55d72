import type { DryRunOptions } from "@asyncstatus/fleet";
import { openDevice } from "../connection/open-device.ts";
import type { TargetFlags } from "../connection/resolve-targets.ts";
import { asClause, errorText } from "../error-text.ts";
import type { Io } from "../io.ts";
import { describeError } from "../run/failure-result.ts";
import type { PreparedTargets } from "../run/run-on-hosts.ts";
import { hostCommand } from "./rollout-commands.ts";

/** Returns how a rollout logs in to its hosts and describes errors, and the times of each host. */
export function deviceAccess(
  io: Io,
  { targets, passwords }: PreparedTargets,
  flags: Pick<TargetFlags, "config" | "profile">,
): Required<Pick<DryRunOptions, "connect" | "timesOf" | "describeError">> {
  const byHost = new Map(targets.map((target) => [target.endpoint.host, target]));
  return {
    async connect(host) {
      const target = byHost.get(host);
      if (!target) throw new Error(`${host} isn't in the inventory`);
      const password = await passwords.of(target);
      return openDevice(io, target, { password, signal: new AbortController().signal });
    },
    describeError(error, host) {
      const commandFor = (words: string) => hostCommand(io, words, host, targets, flags);
      const { code, message, hint } = describeError(error, commandFor);
      // Its message is the stack.
      if (code === "unexpected") return { summary: errorText(error) };
      return { summary: asClause(message), hint };
    },
    timesOf(host) {
      const { waitForLock, waitForIdle, timeout } = byHost.get(host)?.settings ?? {};
      return {
        ...(waitForLock && { waitForLockMs: waitForLock.value }),
        ...(waitForIdle && { waitForIdleMs: waitForIdle.value }),
        ...(timeout && { commitMs: timeout.value }),
      };
    },
  };
}
