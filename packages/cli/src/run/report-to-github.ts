import { appendFileSync } from "node:fs";
import { resolve } from "node:path";
import { resultOfCommand } from "../../action/result.ts";
import { stepSummary } from "../../action/step-summary.ts";
import { errorCommand } from "../../action/workflow-commands.ts";
import { errorText } from "../error-text.ts";
import type { Io } from "../io.ts";
import type { CommandResult } from "./command-result.ts";
import type { ExitCode } from "./exit-codes.ts";

/**
 * Annotates the step of a GitHub workflow with the errors, and adds the results to its summary. Does nothing
 * elsewhere, and in the GitHub Action, which does the same and hides the runner's variables.
 */
export function reportToGitHub(
  { env, cwd, stderr }: Io,
  exitCode: ExitCode,
  results: readonly CommandResult[],
): void {
  if (env.GITHUB_ACTIONS !== "true") return;
  const command = results[0]?.command ?? "";
  const result = resultOfCommand(exitCode, results);
  for (const error of result.errors) {
    // The runner reads both outputs. Standard output may be redirected to a file.
    stderr.write(errorCommand(`asyncstatus ${command}: ${result.outcome}`, error));
  }
  const file = env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  try {
    appendFileSync(resolve(cwd, file), stepSummary(command, result));
  } catch (error) {
    stderr.write(`GITHUB_STEP_SUMMARY: ${errorText(error)}\n`);
  }
}
