import {
  describeOutcome,
  describeReading,
  type Operation,
  type Outcome,
  type WaitEvent,
} from "@asyncstatus/client";
import { errorText } from "../error-text.ts";
import type { Row } from "../terminal/board.ts";
import type { HostRun } from "./host-run.ts";
import { outcomeKinds } from "./outcome-kinds.ts";

/** Waits for an operation and shows its progress. */
export async function followOperation(
  run: HostRun,
  operation: Operation,
  timeoutMs: number | undefined,
): Promise<Outcome> {
  const step = operation.operation;
  const row = run.row(step);
  row.update(
    operation.submission === "accepted"
      ? "accepted by the device (202)"
      : "response lost; checking whether the device accepted the request",
  );
  const timeout = timeoutMs === undefined ? {} : { timeoutMs };
  const onEvent = (event: WaitEvent) => showEvent(run, step, row, event);
  return await operation.wait({ signal: run.signal, ...timeout, onEvent });
}

/** Shows an event of a wait in the row of its step. */
export function showEvent(run: HostRun, step: string, row: Row, event: WaitEvent): void {
  run.event(step, event);
  switch (event.type) {
    case "progress":
      row.update(describeReading(event));
      return;
    case "poll-failed":
      row.update(`no response, retrying: ${errorText(event.error)}`);
      return;
    case "reconnected":
      row.update("the device responds again");
      return;
    case "renewal-failed":
      run.note(`${step}: token renewal failed, retrying: ${errorText(event.error)}`);
      return;
    case "foreign-link":
      run.note(`${step}: ignored a link to an unexpected address in the response: ${event.link}`);
      return;
    case "lock-lost":
      run.note(`${step}: the lock was lost; the status may now show another user's request`);
      return;
    case "token-renewed":
      return;
    case "ended": {
      const { mark, heading } = outcomeKinds[event.outcome.outcome];
      const confidence = "confidence" in event.outcome ? `, ${event.outcome.confidence}` : "";
      row.done(mark, `${heading.toLowerCase()}${confidence}: ${describeOutcome(event.outcome)}`);
      return;
    }
  }
}
