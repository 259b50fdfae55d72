import { isTransient, undefinedIfRefused } from "@asyncstatus/client";
import { escapeForTerminal } from "@asyncstatus/model/text";
import { errorText } from "../error-text.ts";
import { commandResult } from "../run/command-result.ts";
import { describeVersions } from "../run/evidence-lines.ts";
import { printJsonLine } from "../run/print-json.ts";
import { describeStatus } from "../run/result-lines.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { isLive } from "../terminal/terminal-style.ts";
import { command } from "./command.ts";
import { type HostFlags, hostFlags, timeFlag } from "./flags.ts";

interface WatchFlags extends HostFlags {
  /** Milliseconds. */
  readonly interval?: number | undefined;
}

export const watch = command<WatchFlags>({
  brief: "follow status changes",
  description: [
    "Prints each change of the status, until Ctrl-C or until the program that reads the",
    "output exits.",
  ].join(" "),
  examples: ["[options]", "--interval 5s | tee watch.log"],
  flags: { ...hostFlags, interval: timeFlag("time between two polls (default: 2s)") },
  action: (io, { interval = 2_000, ...flags }) => {
    const isOnTerminal = isLive(io.env, io.stdout) && isLive(io.env, io.stderr) && !flags.jsonLines;
    return runOnHosts(io, flags, "watch", async (run) => {
      const { host } = run.target;
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
          if (isOnTerminal) row.update(text);
          if (text !== last) {
            const at = io.clock.date().toISOString();
            if (flags.jsonLines) {
              const change = { type: "status", at, host, status: status ?? null };
              printJsonLine(io, { ...change, ...(versions && { versions }) });
            } else if (isOnTerminal) run.note(`${at.slice(11, 19)} ${text}`);
            else io.stdout.write(`${at.slice(0, 19)}Z ${host}: ${escapeForTerminal(text)}\n`);
          }
          last = text;
        } catch (error) {
          if (signal.aborted) break;
          if (last === "" || !isTransient(error)) throw error;
          row.update(`no response, retrying: ${errorText(error)}`);
        }
        await io.clock.sleep(interval, signal).catch(() => undefined);
      }
      // Ctrl-C is the normal end.
      const summary = last;
      return commandResult("succeeded", { command: "watch", host, outcome: "completed", summary });
    });
  },
});
