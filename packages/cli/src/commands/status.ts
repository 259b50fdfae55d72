import { undefinedIfRefused } from "@asyncstatus/client";
import type { Context } from "../context.ts";
import type { HostFlags } from "../operate/host-flags.ts";
import { leftOperations } from "../operate/left-operations.ts";
import { runOnHosts } from "../operate/run-on-hosts.ts";
import { ended } from "../output/result.ts";
import { describeStatus } from "../output/result-lines.ts";
import { shellWord } from "../program-name.ts";

/** One look at what the device shows, with whose it may be. */
export default function status(this: Context, flags: HostFlags): Promise<void> {
  return runOnHosts(this, flags, "status", async (run) => {
    const { io, signal, target } = run;
    await using sbc = await run.open();
    const shown = await sbc.status({ signal });
    const versions = await undefinedIfRefused(sbc.versions({ signal }));
    const left = leftOperations(io, target.endpoint);
    const next = [
      ...(shown ? ["Whose request that is, one look cannot tell: the device names no owner."] : []),
      ...left.map(
        ({ file, command, operation }) =>
          `It may be the ${operation} that ${command} left here: ${run.command(`wait --resume ${shellWord(file)}`)}`,
      ),
    ];
    return ended("succeeded", {
      command: "status",
      host: target.host,
      outcome: "done",
      summary: describeStatus(shown),
      status: shown ?? null,
      ...(versions && { versions }),
      ...(next.length > 0 && { next }),
    });
  });
}
