import { undefinedIfRefused } from "@asyncstatus/client";
import { commandResult } from "../run/command-result.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { command } from "./command.ts";
import { type HostFlags, hostFlags } from "./flags.ts";

export const versions = command<HostFlags>({
  brief: "show the saved and running versions",
  description: "Shows the saved and running versions, and the REST API versions.",
  examples: ["[options]", "--json"],
  isOutput: true,
  flags: hostFlags,
  action: (io, flags) =>
    runOnHosts(io, flags, "versions", async (run) => {
      const { signal, target } = run;
      await using sbc = await run.open();
      const configuration = await sbc.versions({ signal });
      const supportedVersions = await undefinedIfRefused(sbc.supportedVersions({ signal }));
      const { currentVersion, runningVersion } = configuration;
      const summary =
        currentVersion === runningVersion
          ? `version ${runningVersion} is saved and running`
          : `version ${runningVersion} is running; version ${currentVersion} is saved and not running`;
      const served = supportedVersions && [
        supportedVersions.latestVersion,
        ...supportedVersions.otherVersions,
      ];
      return commandResult("succeeded", {
        command: "versions",
        host: target.host,
        outcome: "completed",
        summary: `${summary}${served ? `; REST ${served.join(", ")}` : ""}`,
        versions: configuration,
        ...(supportedVersions && { supportedVersions }),
      });
    }),
});
