import { undefinedIfRefused } from "@asyncstatus/client";
import type { Context } from "../context.ts";
import type { HostFlags } from "../operate/host-flags.ts";
import { runOnHosts } from "../operate/run-on-hosts.ts";
import { ended } from "../output/result.ts";

/** Which configuration is saved and which runs, and which REST versions the device serves. */
export default function versions(this: Context, flags: HostFlags): Promise<void> {
  return runOnHosts(this, flags, "versions", async (run) => {
    const { signal, target } = run;
    await using sbc = await run.open();
    const configuration = await sbc.versions({ signal });
    const supportedVersions = await undefinedIfRefused(sbc.supportedVersions({ signal }));
    const { currentVersion, runningVersion } = configuration;
    const summary =
      currentVersion === runningVersion
        ? `version ${runningVersion} runs, and is the one that is saved`
        : `version ${runningVersion} runs; version ${currentVersion} is saved and does not`;
    const served = supportedVersions && [
      supportedVersions.latestVersion,
      ...supportedVersions.otherVersions,
    ];
    return ended("succeeded", {
      command: "versions",
      host: target.host,
      outcome: "done",
      summary: `${summary}${served ? `; REST ${served.join(", ")}` : ""}`,
      versions: configuration,
      ...(supportedVersions && { supportedVersions }),
    });
  });
}
