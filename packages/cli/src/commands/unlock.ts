import { commandResult } from "../run/command-result.ts";
import { isHeldHere, requestRelease } from "../run/lock-note.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { command } from "./command.ts";
import { type HostFlags, hostFlags } from "./flags.ts";

const timeoutMs = 10_000;
const checkMs = 100;

export const unlock = command<HostFlags>({
  brief: "release the lock that `asyncstatus lock` holds",
  description: "Releases the lock that your `asyncstatus lock` holds on this computer.",
  examples: ["[options]", "--host 192.0.2.1"],
  flags: hostFlags,
  action: (io, flags) =>
    runOnHosts(io, flags, "unlock", async ({ signal, target }) => {
      const common = { command: "unlock", host: target.host } as const;
      if (!isHeldHere(io, target.endpoint)) {
        const summary = "you have no `asyncstatus lock` running for this device";
        const next = [
          "The lock belongs to the token that took it; no other client can release it over REST.",
          "It expires with that token, at most ten minutes after the token's last renewal.",
        ];
        return commandResult("locked", { ...common, outcome: "error", summary, next });
      }
      requestRelease(io, target.endpoint);
      const since = io.clock.now();
      while (isHeldHere(io, target.endpoint)) {
        if (io.clock.now() - since > timeoutMs) {
          const summary = "the process that holds the lock didn't release it";
          return commandResult("locked", { ...common, outcome: "error", summary });
        }
        await io.clock.sleep(checkMs, signal);
      }
      const summary = "the lock is released";
      return commandResult("succeeded", { ...common, outcome: "completed", summary });
    }),
});
