import { type ConfigurationComparison, DeviceError } from "@asyncstatus/client";
import { commandResult, comparisonResult } from "../run/command-result.ts";
import { describeEdits } from "../run/plan-lines.ts";
import { requireTypes } from "../run/require-types.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { command } from "./command.ts";
import { argument, type HostFlags, hostFlags, switchFlag } from "./flags.ts";

interface DiffFlags extends HostFlags {
  readonly detailedExitCode?: boolean | undefined;
}

export const diff = command<DiffFlags, string[]>({
  brief: "show what a commit would put into effect",
  description: [
    "Compares the editing configuration with the running one, for all element types or",
    "the given ones.",
  ].join(" "),
  examples: ["[TYPE...]", "session-agent local-policy", "--json --detailed-exit-code"],
  isOutput: true,
  flags: {
    ...hostFlags,
    detailedExitCode: switchFlag("exit with 8 if anything differs or couldn't be compared", false),
  },
  rest: argument("element type; repeatable (default: all)", "type"),
  action: (io, { detailedExitCode = false, ...flags }, ...types) =>
    runOnHosts(io, flags, "diff", async (run) => {
      const { signal } = run;
      await using sbc = await run.open();
      const row = run.row("diff");
      row.update("reading the configuration");
      const options = { signal, ...(types.length > 0 && { types }) };
      const comparison = await sbc.compare(options).catch(async (error: unknown) => {
        row.done("bad", "failed");
        await requireTypes(run, sbc, types, error);
        throw error;
      });
      const { differences, unread } = comparison;
      // The rest was not read, either.
      const failure = unread.find(
        ({ type, error }) => error && !(type && error instanceof DeviceError),
      );
      row.done(failure ? "bad" : "good", failure ? "failed" : "read");
      if (failure) throw failure.error;
      const isEqual = differences.length === 0 && unread.length === 0;
      return commandResult(detailedExitCode && !isEqual ? "toDo" : "succeeded", {
        command: "diff",
        host: run.target.host,
        outcome: "completed",
        summary: summaryOf(comparison),
        data: { comparison: comparisonResult(comparison) },
      });
    }),
});

function summaryOf({ differences, unread }: ConfigurationComparison): string {
  if (differences.length > 0) return `not running yet: ${describeEdits(differences)}`;
  return unread.length > 0
    ? "no difference found, but not everything was compared"
    : "nothing differs: the editing configuration is running";
}
