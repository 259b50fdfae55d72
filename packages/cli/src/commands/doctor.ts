import type { Context } from "../context.ts";
import { examine } from "../doctor/examine.ts";
import type { HostFlags } from "../operate/host-flags.ts";
import { runOnHosts } from "../operate/run-on-hosts.ts";
import { ended } from "../output/result.ts";

/** Looks at everything that a request needs, and says what is wrong and what mends it. */
export default function doctor(this: Context, flags: HostFlags): Promise<void> {
  return runOnHosts(this, flags, "doctor", async (run) => {
    const { checks, exit } = await examine(run);
    const wrong = checks.filter(({ ok }) => !ok).length;
    return ended(exit, {
      command: "doctor",
      host: run.target.host,
      outcome: wrong === 0 ? "done" : "not-done",
      summary: wrong === 0 ? "all is well" : `${wrong} of ${checks.length} checks failed`,
      checks,
    });
  });
}
