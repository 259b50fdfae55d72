import type { DryRunOptions } from "@asyncstatus/fleet";
import { openDevice } from "../connection/open-device.ts";
import type { Io } from "../io.ts";
import type { PreparedTargets } from "../run/run-on-hosts.ts";

/** Returns how a rollout logs in to its hosts, and the times of each, as its settings have them. */
export function deviceAccess(
  io: Io,
  { targets, passwords }: PreparedTargets,
): Required<Pick<DryRunOptions, "connect" | "timesOf">> {
  const byHost = new Map(targets.map((target) => [target.endpoint.host, target]));
  return {
    async connect(host) {
      const target = byHost.get(host);
      if (!target) throw new Error(`${host} isn't in the inventory`);
      const password = await passwords.of(target);
      return openDevice(io, target, { password, signal: new AbortController().signal });
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
