import type { Outcome } from "@asyncstatus/client";
import type { Claim } from "@asyncstatus/e2e/naive-pollers";
import { resultWords } from "./actual-result.ts";
import type { Side } from "./play.ts";
import type { VisibleEntry } from "./steps.ts";
import { attributionWords, claimWords, outcomeWords, whyWords } from "./words.ts";

/** Report of a side at a step. */
export interface Report {
  readonly text: string;
  readonly why?: string;
  readonly isFinal: boolean;
  /** Errors in a final report. */
  readonly errors: readonly string[];
  /** Actual result, in a final report. */
  readonly actual?: string;
}

const waiting: Report = { text: "Waiting.", isFinal: false, errors: [] };

/** Returns the report of a naive poller. */
export function naiveReport(side: Side<Claim>, atMs: number): Report {
  if (atMs < side.endMs) return waiting;
  return { text: claimWords[side.reported], ...final(side) };
}

/** Returns the report of the client: the attribution of the last status reading, or the outcome. */
export function clientReport(
  side: Side<Outcome>,
  atMs: number,
  visible: readonly VisibleEntry[],
): Report {
  if (atMs >= side.endMs) {
    const text = sentence(outcomeWords(side.reported));
    return { text, why: whyWords(side.reported), ...final(side) };
  }
  const last = visible.find((entry) => entry.kind === "exchange" && entry.attribution);
  if (last?.kind !== "exchange" || !last.attribution) return waiting;
  const text = `Waiting. Status: ${attributionWords[last.attribution]}.`;
  return { ...waiting, text, ...(last.reason && { why: last.reason }) };
}

function final({ errors, actual }: Side<unknown>): Omit<Report, "text"> {
  return { isFinal: true, errors, actual: `Actual result: ${resultWords(actual)}.` };
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1).replace(/\.$/, "")}.`;
}
