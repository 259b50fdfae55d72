import type { Context } from "../context.ts";
import type { HostFlags } from "../operate/host-flags.ts";
import { askToRelease, isHeldHere } from "../operate/lock-holder.ts";
import { runOnHosts } from "../operate/run-on-hosts.ts";
import { ended } from "../output/result.ts";

const patienceMs = 10_000;
const lookMs = 100;

/** Has the process that holds the lock for this user release it. */
export default function unlock(this: Context, flags: HostFlags): Promise<void> {
  return runOnHosts(this, flags, "unlock", async (run) => {
    const { io, signal, target } = run;
    const common = { command: "unlock", host: target.host } as const;
    if (!isHeldHere(io, target.endpoint)) {
      const summary = "no `asyncstatus lock` of yours holds the lock of this device here";
      const next = [
        "The lock belongs to the token that took it: nobody else can release it over REST.",
        "It ends with that token, at the latest ten minutes after its last renewal.",
      ];
      return ended("locked", { ...common, outcome: "not-done", summary, next });
    }
    askToRelease(io, target.endpoint);
    const since = io.clock.now();
    while (isHeldHere(io, target.endpoint)) {
      if (io.clock.now() - since > patienceMs) {
        const summary = "the process that holds the lock was asked to release it, and has not";
        return ended("locked", { ...common, outcome: "not-done", summary });
      }
      await io.clock.sleep(lookMs, signal);
    }
    return ended("succeeded", { ...common, outcome: "done", summary: "the lock is released" });
  });
}
