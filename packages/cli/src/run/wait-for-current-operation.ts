import { isTransient, type Sbc } from "@asyncstatus/client";
import { isTerminal, type OperationName, type OperationState } from "@asyncstatus/model";
import { formatDuration } from "@asyncstatus/model/text";
import { errorText } from "../error-text.ts";
import { type CommandResult, commandResult, markOf } from "./command-result.ts";
import type { ExitReason } from "./exit-codes.ts";
import type { HostRun } from "./host-run.ts";
import { describeStatus } from "./result-lines.ts";

const intervalMs = 1_000;
const defaultTimeoutMs = 15 * 60_000;

interface Verdict {
  readonly exit: ExitReason;
  readonly outcome: CommandResult["outcome"];
  readonly why: string;
}

/**
 * Waits for the request that is in progress, from any user. The result counts only if the request was seen
 * in progress and then ended under the same name.
 */
export async function waitForCurrentOperation(
  run: HostRun,
  operation: OperationName | undefined,
): Promise<CommandResult> {
  const { io, signal, target } = run;
  await using sbc = await run.open();
  const since = io.clock.now();
  const timeoutMs = target.settings.timeout?.value ?? defaultTimeoutMs;
  const first = await sbc.status({ signal });
  const row = run.row(operation ?? first?.operation ?? "request");
  let status = first;
  let verdict = judge(first, status, operation);
  while (!verdict && !signal.aborted) {
    row.update(`${describeStatus(status)}; owner unknown`);
    const left = timeoutMs - (io.clock.now() - since);
    if (left <= 0) break;
    await io.clock.sleep(Math.min(intervalMs, left), signal).catch(() => undefined);
    if (!signal.aborted) status = (await poll(sbc, run)) ?? status;
    verdict = judge(first, status, operation);
  }
  const { exit, outcome, why } = verdict ?? unfinished(signal, io.clock.now() - since);
  const summary = describeStatus(status);
  const result = commandResult(exit, {
    command: "wait",
    host: target.host,
    outcome,
    summary,
    ...((outcome === "succeeded" || outcome === "failed") && { confidence: "documented" as const }),
    why,
    status: status ?? null,
    ...(outcome === "timed-out" && {
      next: [`To wait again, run: ${run.commandFor(`wait${operation ? ` ${operation}` : ""}`)}`],
    }),
  });
  row.done(markOf(result.exitCode), summary);
  return result;
}

/** A failed poll ends nothing before the deadline. */
async function poll(sbc: Sbc, run: HostRun): Promise<OperationState | undefined> {
  const { signal } = run;
  try {
    return await sbc.status({ signal });
  } catch (error) {
    if (signal.aborted) return undefined;
    if (!isTransient(error)) throw error;
    run.note(`no response, retrying: ${errorText(error)}`);
    return undefined;
  }
}

function judge(
  first: OperationState | undefined,
  status: OperationState | undefined,
  operation: OperationName | undefined,
): Verdict | undefined {
  const wanted = operation ?? first?.operation;
  if (first?.status !== "inProgress" || first.operation !== wanted) {
    const why = `no ${operation ?? "request"} was in progress; the status shows an earlier request, owner unknown`;
    return { exit: "unknown", outcome: "lost", why };
  }
  if (status?.operation !== first.operation) {
    const why = `another request replaced the ${wanted} in the status before it finished`;
    return { exit: "unknown", outcome: "superseded", why };
  }
  if (!isTerminal(status.status)) return undefined;
  const why = "it was in progress at the first poll and ended under the same name; owner unknown";
  return status.status === "success"
    ? { exit: "succeeded", outcome: "succeeded", why }
    : { exit: "failed", outcome: "failed", why };
}

function unfinished(signal: AbortSignal, elapsedMs: number): Verdict {
  return signal.aborted
    ? { exit: "interrupted", outcome: "aborted", why: "the request may still be running" }
    : {
        exit: "stillRunning",
        outcome: "timed-out",
        why: `not finished after ${formatDuration(elapsedMs)}`,
      };
}
