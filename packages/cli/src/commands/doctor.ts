import { diagnose } from "../doctor/diagnose.ts";
import { commandResult } from "../run/command-result.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { command } from "./command.ts";
import { type HostFlags, hostFlags, settingFlag } from "./flags.ts";

export const doctor = command<HostFlags>({
  brief: "check connection, certificate and permissions",
  description: "Checks the connection, the certificate and the user's permissions.",
  examples: ["[options]", "--host 192.0.2.1"],
  isOutput: true,
  flags: {
    ...hostFlags,
    timeout: {
      ...settingFlag("timeout", false),
      brief: "time limit for all checks together (default: 20s)",
    },
  },
  action: (io, flags) =>
    runOnHosts(io, flags, "doctor", async (run) => {
      const { checks, exit } = await diagnose(run);
      const failed = checks.filter(({ ok }) => !ok).length;
      return commandResult(exit, {
        command: "doctor",
        host: run.target.host,
        outcome: failed === 0 ? "completed" : "error",
        summary: failed === 0 ? "all checks passed" : `${failed} of ${checks.length} checks failed`,
        checks,
      });
    }),
});
