import { undefinedIfRefused } from "@asyncstatus/client";
import { commandResult } from "../run/command-result.ts";
import { pendingRequest, resumeHint } from "../run/pending-request.ts";
import { describeStatus } from "../run/result-lines.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { command } from "./command.ts";
import { type HostFlags, hostFlags } from "./flags.ts";

export const status = command<HostFlags>({
  brief: "show the most recent request, from any user",
  description: [
    "Shows the most recent request, from any user, and the saved and running",
    "versions.",
  ].join(" "),
  examples: ["[options]", "--host 192.0.2.1 --user admin", "--host sbc-1,sbc-2 --json"],
  isOutput: true,
  flags: hostFlags,
  action: (io, flags) =>
    runOnHosts(io, flags, "status", async (run) => {
      const { signal, target } = run;
      await using sbc = await run.open();
      const { operationState: shown, additionalInfo } = await sbc.asyncStatus({ signal });
      const versions = await undefinedIfRefused(sbc.versions({ signal }));
      const pending = pendingRequest(io, target.endpoint, shown);
      const next = [
        ...(shown ? ["Owner unknown: the device doesn't report who issued it."] : []),
        ...(pending ? [`It may be ${pending.name}. ${resumeHint(pending, run.commandFor)}`] : []),
      ];
      return commandResult("succeeded", {
        command: "status",
        host: target.host,
        outcome: "completed",
        summary: describeStatus(shown),
        status: shown ?? null,
        ...(additionalInfo && { additionalInfo }),
        ...(versions && { versions }),
        ...(next.length > 0 && { next }),
      });
    }),
});
