import { isTransient } from "@asyncstatus/client";
import type { Context } from "../context.ts";
import type { HostFlags, SubmitFlags } from "../operate/host-flags.ts";
import { noteHolder } from "../operate/lock-holder.ts";
import { releaseLock } from "../operate/release-lock.ts";
import { runOnHosts } from "../operate/run-on-hosts.ts";
import { ended } from "../output/result.ts";
import { describeStatus } from "../output/result-lines.ts";

export interface LockFlags extends HostFlags, Pick<SubmitFlags, "waitForLock"> {
  /** Milliseconds. */
  readonly for?: number | undefined;
}

const lookMs = 10_000;
const askedMs = 500;

/**
 * Takes the configuration lock and holds it, until Ctrl-C, `unlock` or the end of the time. The lock
 * belongs to a token: without a process that renews it, it would end by itself.
 */
export default function lock(this: Context, flags: LockFlags): Promise<void> {
  return runOnHosts(this, flags, "lock", async (run) => {
    const { io, signal, target } = run;
    await using sbc = await run.open();
    const held = await sbc.lock({ signal, waitMs: target.settings.waitForLock?.value ?? 0 });
    const note = noteHolder(io, target.endpoint);
    const row = run.row("lock");
    const since = io.clock.now();
    const left = () => (flags.for ?? Number.POSITIVE_INFINITY) - (io.clock.now() - since);
    try {
      row.doing(`held; to release it, Ctrl-C or: ${run.command("unlock")}`);
      let lookedAt = since;
      while (!signal.aborted && !note.isAskedToRelease() && left() > 0) {
        await io.clock.sleep(Math.min(askedMs, left()), signal).catch(() => undefined);
        if (signal.aborted || io.clock.now() - lookedAt < lookMs) continue;
        lookedAt = io.clock.now();
        try {
          // Shows in time where the lock was lost.
          row.doing(`held; ${describeStatus(await sbc.status({ signal }))}`);
        } catch (error) {
          if (signal.aborted) break;
          if (!isTransient(error)) throw error;
          row.doing(`no answer, asking again: ${error.message}`);
        }
      }
    } finally {
      note.end();
      await releaseLock(run, held);
    }
    row.done("good", "released");
    return ended("succeeded", {
      command: "lock",
      host: target.host,
      outcome: "done",
      summary: "the lock was held, and is released",
    });
  });
}
