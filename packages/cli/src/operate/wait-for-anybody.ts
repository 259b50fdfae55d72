import { isTransient, type Sbc } from "@asyncstatus/client";
import { isTerminal, type OperationName, type OperationState } from "@asyncstatus/model";
import type { ExitReason } from "../exit-codes.ts";
import { markOf } from "../output/board.ts";
import { formatElapsed } from "../output/format-elapsed.ts";
import { type Ended, ended, type Result } from "../output/result.ts";
import { describeStatus } from "../output/result-lines.ts";
import type { HostRun } from "./host-run.ts";

const intervalMs = 1_000;
const defaultTimeoutMs = 15 * 60_000;

/** What a wait for somebody's request came to. */
interface Seen {
  readonly exit: ExitReason;
  readonly outcome: Result["outcome"];
  readonly why: string;
}

/**
 * Waits for the end of whatever is in progress, whoever issued it. Only one that was seen in progress and
 * then ended under the same name is taken for the one that was meant.
 */
export async function waitForAnybody(
  run: HostRun,
  operation: OperationName | undefined,
): Promise<Ended> {
  const { io, signal, target } = run;
  await using sbc = await run.open();
  const since = io.clock.now();
  const timeoutMs = target.settings.timeout?.value ?? defaultTimeoutMs;
  const first = await sbc.status({ signal });
  const name = operation ?? first?.operation ?? "request";
  const row = run.row(name);
  let status = first;
  let seen = judge(first, status, operation);
  while (!seen && !signal.aborted) {
    row.doing(`${describeStatus(status)}: whose, nobody can say`);
    const left = timeoutMs - (io.clock.now() - since);
    if (left <= 0) break;
    await io.clock.sleep(Math.min(intervalMs, left), signal).catch(() => undefined);
    if (!signal.aborted) status = (await look(sbc, run)) ?? status;
    seen = judge(first, status, operation);
  }
  const { exit, outcome, why } = seen ?? unfinished(signal, io.clock.now() - since);
  const summary = describeStatus(status);
  row.done(markOf(exit), summary);
  return ended(exit, {
    command: "wait",
    host: target.host,
    outcome,
    summary,
    ...((outcome === "took-effect" || outcome === "failed") && {
      confidence: "documented" as const,
    }),
    why,
    status: status ?? null,
    ...(outcome === "still-running" && {
      next: [`To wait on: ${run.command(`wait${operation ? ` ${operation}` : ""}`)}`],
    }),
  });
}

/** A look that fails ends nothing before the deadline. */
async function look(sbc: Sbc, { signal, note }: HostRun): Promise<OperationState | undefined> {
  try {
    return await sbc.status({ signal });
  } catch (error) {
    if (signal.aborted) return undefined;
    if (!isTransient(error)) throw error;
    note(`no answer, asking again: ${error.message}`);
    return undefined;
  }
}

function judge(
  first: OperationState | undefined,
  status: OperationState | undefined,
  operation: OperationName | undefined,
): Seen | undefined {
  const wanted = operation ?? first?.operation;
  if (first?.status !== "inProgress" || first.operation !== wanted) {
    const why = `no ${operation ?? "request"} was in progress: this shows how an earlier one ended, if any, and not whose it was`;
    return { exit: "unknown", outcome: "unknown", why };
  }
  if (status?.operation !== first.operation) {
    return {
      exit: "unknown",
      outcome: "superseded",
      why: `another request took the status before the end of ${wanted} was seen`,
    };
  }
  if (!isTerminal(status.status)) return undefined;
  const why =
    "it was in progress at the first look, and ended under the same name; whose it was, the device does not tell";
  return status.status === "success"
    ? { exit: "succeeded", outcome: "took-effect", why }
    : { exit: "failed", outcome: "failed", why };
}

function unfinished(signal: AbortSignal, elapsedMs: number): Seen {
  return signal.aborted
    ? {
        exit: "interrupted",
        outcome: "interrupted",
        why: "nobody waits any more; the device works on",
      }
    : {
        exit: "stillRunning",
        outcome: "still-running",
        why: `not ended after ${formatElapsed(elapsedMs)}`,
      };
}
