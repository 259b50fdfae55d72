import { isTransient } from "@asyncstatus/client";
import { errorText } from "../error-text.ts";
import { commandResult } from "../run/command-result.ts";
import type { HostRun } from "../run/host-run.ts";
import { releaseLock } from "../run/lock.ts";
import { type LockNote, writeLockNote } from "../run/lock-note.ts";
import { describeStatus } from "../run/result-lines.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { command } from "./command.ts";
import { type HostFlags, hostFlags, settingFlag, timeFlag } from "./flags.ts";

interface LockFlags extends HostFlags {
  /** Milliseconds. */
  readonly for?: number | undefined;
}

const pollMs = 10_000;
const checkMs = 500;

export const lock = command<LockFlags>({
  brief: "hold the configuration lock",
  description: [
    "Holds the configuration lock until Ctrl-C, `asyncstatus unlock` or the end of",
    "--for. The lock belongs to a token that this process renews.",
  ].join(" "),
  examples: ["[options]", "--for 30m"],
  flags: {
    ...hostFlags,
    waitForLock: settingFlag("waitForLock"),
    for: timeFlag("how long to hold the lock (default: until released)"),
  },
  action: (io, flags) =>
    runOnHosts(io, flags, "lock", async (run) => {
      const { signal, target } = run;
      await using sbc = await run.open();
      run.mayHoldLock = true;
      const held = await sbc.lock({ signal, waitMs: target.settings.waitForLock?.value ?? 0 });
      const note = tryWriteLockNote(run);
      const row = run.row("lock");
      const since = io.clock.now();
      const left = () => (flags.for ?? Number.POSITIVE_INFINITY) - (io.clock.now() - since);
      try {
        row.update("held");
        // A row would cut the command.
        run.note(`To release the lock, press Ctrl-C or run: ${run.commandFor("unlock")}`);
        let polledAt = since;
        while (!signal.aborted && !note?.isReleaseRequested() && left() > 0) {
          await io.clock.sleep(Math.min(checkMs, left()), signal).catch(() => undefined);
          if (signal.aborted || io.clock.now() - polledAt < pollMs) continue;
          polledAt = io.clock.now();
          try {
            // Detects in time that the lock was lost.
            row.update(`held; ${describeStatus(await sbc.status({ signal }))}`);
          } catch (error) {
            if (signal.aborted) break;
            if (!isTransient(error)) throw error;
            row.update(`no response, retrying: ${errorText(error)}`);
          }
        }
      } finally {
        note?.end();
        await releaseLock(run, held);
      }
      row.done("good", "released");
      return commandResult("succeeded", {
        command: "lock",
        host: target.host,
        outcome: "completed",
        summary: "the lock is released",
      });
    }),
});

/** Writes the note, or warns if that fails, as on a full disk: the lock is still held. */
function tryWriteLockNote(run: HostRun): LockNote | undefined {
  try {
    return writeLockNote(run.io, run.target.endpoint);
  } catch (error) {
    run.warn(
      `\`asyncstatus unlock\` can't release this lock; press Ctrl-C to do so: ${errorText(error)}`,
    );
    return undefined;
  }
}
