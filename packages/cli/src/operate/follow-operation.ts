import type { Operation, Outcome, WaitEvent } from "@asyncstatus/client";
import type { Row } from "../output/board.ts";
import { describeLook } from "../output/evidence-lines.ts";
import { outcomeWords, spoken } from "../output/outcome-words.ts";
import type { HostRun } from "./host-run.ts";

/** Waits for an operation, and shows what happens meanwhile. */
export async function followOperation(
  run: HostRun,
  operation: Operation,
  timeoutMs: number | undefined,
): Promise<Outcome> {
  const step = operation.operation;
  const row = run.row(step);
  row.doing(
    operation.submission === "accepted"
      ? "taken by the device (202)"
      : "the answer was lost: looking whether the device took it",
  );
  for await (const event of operation.events({
    signal: run.signal,
    ...(timeoutMs !== undefined && { timeoutMs }),
  })) {
    showEvent(run, step, row, event);
    if (event.type === "ended") return event.outcome;
  }
  throw new Error("unreachable: the events end with `ended`");
}

/** Shows one event of a wait in the row of its step. */
export function showEvent(run: HostRun, step: string, row: Row, event: WaitEvent): void {
  run.event(step, event);
  switch (event.type) {
    case "progress":
      row.doing(describeLook(event));
      return;
    case "poll-failed":
      row.doing(`no answer, asking again: ${event.error.message}`);
      return;
    case "reconnected":
      row.doing("the device answers again");
      return;
    case "renewal-failed":
      run.note(`${step}: the token could not be renewed, trying again: ${event.error.message}`);
      return;
    case "foreign-link":
      run.note(
        `${step}: the device names another place to look at, which is not asked: ${event.link}`,
      );
      return;
    case "lock-lost":
      run.note(
        `${step}: the lock is lost; what is seen from now on no longer has to be about ours`,
      );
      return;
    case "token-renewed":
      return;
    case "ended": {
      const { word, mark, sentence } = outcomeWords(event.outcome);
      const confidence = "confidence" in event.outcome ? `, ${event.outcome.confidence}` : "";
      row.done(mark, `${spoken(word)}${confidence}: ${sentence}`);
      return;
    }
  }
}
