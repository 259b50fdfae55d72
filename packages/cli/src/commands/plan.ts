import { planResult, withPlaces } from "../change/plan-result.ts";
import { type ChangeFile, readChange } from "../change/read-change-file.ts";
import { type CommandResult, commandResult } from "../run/command-result.ts";
import type { HostRun } from "../run/host-run.ts";
import { describePlan, notCompared } from "../run/plan-lines.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { command } from "./command.ts";
import { argument, type HostFlags, hostFlags, switchFlag } from "./flags.ts";

interface PlanFlags extends HostFlags {
  readonly detailedExitCode?: boolean | undefined;
}

export const plan = command<PlanFlags, [file: string]>({
  brief: "show what a change in a file would do",
  description: [
    "Reads the elements of the types in the change, and shows which elements the",
    "change would add, update and delete, and which other edits a commit would",
    "include. Changes nothing on the device.",
  ].join(" "),
  examples: ["FILE", "change.yaml", "change.yaml --json --detailed-exit-code"],
  isOutput: true,
  flags: {
    ...hostFlags,
    detailedExitCode: switchFlag("exit with 8 unless the change is already running", false),
  },
  positional: [argument("file with the change, YAML or JSON; - for standard input", "file")],
  action: (io, { detailedExitCode = false, ...flags }, file) => {
    let reading: Promise<ChangeFile> | undefined;
    return runOnHosts(io, flags, "plan", async (run) => {
      reading ??= readChange(io, file, flags);
      return planOn(run, await reading, detailedExitCode);
    });
  },
});

async function planOn(
  run: HostRun,
  file: ChangeFile,
  detailedExitCode: boolean,
): Promise<CommandResult> {
  const { signal } = run;
  await using sbc = await run.open();
  const plan = await withPlaces(run, sbc, file, sbc.planChange(file.change, { signal }));
  return commandResult(detailedExitCode && !plan.isRunning ? "toDo" : "succeeded", {
    command: "plan",
    host: run.target.host,
    outcome: "completed",
    summary: describePlan(plan),
    data: { plan: planResult(file, plan) },
    ...(!plan.isRunning && { next: [notCompared(run.commandFor)] }),
  });
}
