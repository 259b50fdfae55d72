import type { DryRunResult, Plan, PlannedUnit } from "@asyncstatus/fleet";
import { escapeForTerminal } from "@asyncstatus/model/text";
import type { Io } from "../io.ts";
import { type ExitCode, type ExitReason, exitCodes, worstOf } from "../run/exit-codes.ts";
import { printJson } from "../run/print-json.ts";
import type { PreparedTargets } from "../run/run-on-hosts.ts";
import { deviceAccess } from "./device-access.ts";
import { exitReasonOfObstacle } from "./exit-code-of.ts";
import { hostCommand } from "./rollout-commands.ts";
import type { RunFlags } from "./run-in-foreground.ts";

const reasons: Readonly<Record<Exclude<DryRunResult["state"], "needs-person">, ExitReason>> = {
  succeeded: "succeeded",
  unchanged: "succeeded",
  failed: "failed",
};

function exitReasonOf({ state, obstacle }: DryRunResult): ExitReason {
  return state === "needs-person" ? exitReasonOfObstacle(obstacle) : reasons[state];
}

/** Compares and verifies the change on every unit, and prints the results. Writes no ledger. */
export async function dryRunRollout(
  io: Io,
  rollout: { readonly plan: Plan; readonly units: readonly PlannedUnit[] },
  prepared: PreparedTargets,
  flags: RunFlags,
): Promise<ExitCode> {
  const { dryRun } = await import("@asyncstatus/fleet");
  const stop = new AbortController();
  const print = (text: string) => io.stderr.write(`${escapeForTerminal(text)}\n`);
  const endInterrupts = io.onInterrupt(() => {
    if (stop.signal.aborted) return io.quit();
    stop.abort();
    print(
      "Interrupted. Putting back the edits; press Ctrl-C again to quit immediately, and leave them.",
    );
  });
  try {
    const results = await dryRun({
      ...rollout,
      ...deviceAccess(io, prepared, flags),
      clock: io.clock,
      signal: stop.signal,
      onResult({ unit, state, summary }) {
        if (!flags.quiet) print(`${unit}: ${state}: ${summary}`);
      },
    });
    if (flags.json) printJson(io, results);
    else {
      const lines = await linesOf(results, rollout.units.length, (host) =>
        hostCommand(io, "status", host, prepared.targets, flags),
      );
      io.stdout.write(lines.map((line) => `${escapeForTerminal(line)}\n`).join(""));
    }
    if (stop.signal.aborted) return exitCodes.interrupted.code;
    return worstOf(results.map((result) => exitCodes[exitReasonOf(result)].code));
  } finally {
    endInterrupts();
  }
}

/** Counts the results, and shows each difference once, with the number of its units. */
async function linesOf(
  results: readonly DryRunResult[],
  units: number,
  look: (host: string) => string,
): Promise<string[]> {
  const { describeEdits } = await import("@asyncstatus/fleet");
  const countOf = (values: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts];
  };
  const states = countOf(results.map(({ state }) => state));
  const counts = states.map(([state, count]) => `${count} ${state}`).join(", ");
  return [
    `Dry run of ${results.length} of ${units} unit(s), nothing was saved: ${counts}`,
    ...countOf(results.flatMap((result) => describeEdits(result))).map(
      ([edit, count]) => `  ${count} unit(s): ${edit}`,
    ),
    ...results.flatMap(({ unit, state, summary, hint, host }) =>
      state === "failed" || state === "needs-person"
        ? [
            `${unit}: ${state}: ${summary}`,
            ...(hint === undefined ? [] : [`  ${hint}`]),
            ...(host === undefined ? [] : [`  To look, run: ${look(host)}`]),
          ]
        : [],
    ),
  ];
}
