import {
  OptionError,
  type RunningWitness,
  type Sbc,
  type WantedElement,
} from "@asyncstatus/client";
import { UsageError } from "../errors.ts";
import type { CommandResult, ExpectedElement } from "./command-result.ts";
import { exitCodes } from "./exit-codes.ts";
import type { HostRun } from "./host-run.ts";
import { dropResumeFile } from "./operation-result.ts";
import { requireTypes } from "./require-types.ts";

/**
 * Reads an expected element in the running configuration before an activate.
 *
 * @throws {UsageError} If the device has no such type, or the element lacks a key attribute.
 */
export async function readExpected(
  run: HostRun,
  sbc: Sbc,
  expected: WantedElement,
): Promise<RunningWitness> {
  const { signal } = run;
  try {
    const witness = await sbc.witnessRunning({ elements: [expected] }, { signal });
    if (witness.ranBefore) {
      run.warn(
        "--expect: the element is already in the running configuration, so it can't show whether the activate succeeds",
      );
    }
    return witness;
  } catch (error) {
    if (error instanceof OptionError) throw new UsageError(`--expect: ${error.reason}`);
    await requireTypes(run, sbc, [expected.type], error);
    throw error;
  }
}

/** Adds what the running configuration shows of an expected element to the result of an activate. */
export async function withExpected(
  run: HostRun,
  result: CommandResult,
  witness: RunningWitness,
): Promise<CommandResult> {
  const expected = await stateOf(run, witness);
  const isDone = result.exitCode === exitCodes.succeeded.code;
  if (expected === "running" && !isDone && result.outcome !== "failed") {
    dropResumeFile(run);
    const { confidence: _, resume: __, next: ___, error: ____, ...rest } = result;
    return {
      ...rest,
      expected,
      outcome: "succeeded",
      exitCode: exitCodes.succeeded.code,
      summary: "the expected element is in the running configuration",
      why: "it is there now and wasn't before; the status doesn't show that the activate finished",
    };
  }
  if (expected === "not-running" && isDone) {
    return {
      ...result,
      expected,
      outcome: "failed",
      exitCode: exitCodes.failed.code,
      summary: `${result.summary}, but the expected element isn't running`,
    };
  }
  return { ...result, expected };
}

async function stateOf({ signal }: HostRun, witness: RunningWitness): Promise<ExpectedElement> {
  if (witness.ranBefore) return "ran-before";
  try {
    return (await witness.runsNow({ signal })) ? "running" : "not-running";
  } catch {
    return "unread"; // The outcome of the activate stays as it is.
  }
}
