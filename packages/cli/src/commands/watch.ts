import { isTransient, undefinedIfRefused } from "@asyncstatus/client";
import type { ConfigVersions, OperationState } from "@asyncstatus/model";
import type { Context } from "../context.ts";
import type { HostFlags } from "../operate/host-flags.ts";
import type { HostRun } from "../operate/host-run.ts";
import { runOnHosts } from "../operate/run-on-hosts.ts";
import { describeVersions } from "../output/evidence-lines.ts";
import { printable, printableJson } from "../output/printable.ts";
import { ended } from "../output/result.ts";
import { describeStatus } from "../output/result-lines.ts";
import { isLive } from "../output/terminal-style.ts";

export interface WatchFlags extends HostFlags {
  /** Milliseconds. */
  readonly interval?: number | undefined;
}

const defaultIntervalMs = 2_000;

/** Shows what the device shows, whenever it changes, until Ctrl-C or until nobody reads any more. */
export default function watch(this: Context, flags: WatchFlags): Promise<void> {
  const { io } = this;
  const isWatched = isLive(io.env, io.stdout) && isLive(io.env, io.stderr) && !flags.jsonLines;
  return runOnHosts(this, flags, "watch", async (run) => {
    const signal = AbortSignal.any([run.signal, io.stdout.closed]);
    await using sbc = await run.open();
    const row = run.row("watch");
    let last = "";
    while (!signal.aborted) {
      try {
        const status = await sbc.status({ signal });
        const versions = await undefinedIfRefused(sbc.versions({ signal }));
        const text = [
          describeStatus(status),
          ...(versions ? [describeVersions(versions)] : []),
        ].join("; ");
        if (isWatched) row.doing(text);
        if (text !== last) tellChange(run, flags, isWatched, { text, status, versions });
        last = text;
      } catch (error) {
        if (signal.aborted) break;
        if (last === "" || !isTransient(error)) throw error;
        row.doing(`no answer, asking again: ${error.message}`);
      }
      await io.clock.sleep(flags.interval ?? defaultIntervalMs, signal).catch(() => undefined);
    }
    // Ctrl-C is how one stops watching: nothing was broken off.
    return ended("succeeded", {
      command: "watch",
      host: run.target.host,
      outcome: "done",
      summary: last,
    });
  });
}

interface Change {
  readonly text: string;
  readonly status: OperationState | undefined;
  readonly versions: ConfigVersions | undefined;
}

function tellChange(
  { io, target, note }: HostRun,
  { jsonLines }: WatchFlags,
  isWatched: boolean,
  { text, status = undefined, versions }: Change,
): void {
  const at = io.clock.date().toISOString();
  const { host } = target;
  if (jsonLines) {
    const change = {
      type: "status",
      at,
      host,
      status: status ?? null,
      ...(versions && { versions }),
    };
    io.stdout.write(`${printableJson(change)}\n`);
  } else if (isWatched) note(`${at.slice(11, 19)} ${text}`);
  else io.stdout.write(`${at.slice(0, 19)}Z ${host}: ${printable(text)}\n`);
}
