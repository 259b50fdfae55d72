import type { Outcome } from "@asyncstatus/client";
import type { Claim } from "@asyncstatus/e2e/naive-pollers";
import type { SeenEntry } from "./moments.ts";
import type { Side } from "./play.ts";
import { claimWords, factOf, outcomeWords, whyWords } from "./words.ts";

/** What a side says at a moment, and what there is to say of that. */
export interface Statement {
  readonly says: string;
  /** On what it rests. */
  readonly why?: string;
  /** Whether it has said all that it says. */
  readonly isFinal: boolean;
  /** What is wrong with it, once it is final. */
  readonly faults: readonly string[];
  /** What is the case, where nothing is wrong with what was said of it. */
  readonly fact?: string;
}

/** What a naive poller says at a moment: nothing, until it says what it takes for the end. */
export function naiveStatement(side: Side<Claim>, atMs: number): Statement {
  if (atMs < side.endMs) return { says: "Waits.", isFinal: false, faults: [] };
  return { says: claimWords[side.said], isFinal: true, faults: side.faults, ...factAt(side) };
}

/** What our client says at a moment: whose request the last look was about, and last the outcome. */
export function oursStatement(
  side: Side<Outcome>,
  atMs: number,
  seen: readonly SeenEntry[],
): Statement {
  if (atMs >= side.endMs) {
    const says = `${sentence(outcomeWords(side.said))}`;
    return { says, why: whyWords(side.said), isFinal: true, faults: side.faults, ...factAt(side) };
  }
  const last = seen.find((entry) => entry.kind === "exchange" && entry.label !== undefined);
  if (last?.kind !== "exchange" || !last.label)
    return { says: "Waits.", isFinal: false, faults: [] };
  const says = `Waits; what shows is ${labelWords[last.label]}.`;
  return { says, ...(last.reason && { why: last.reason }), isFinal: false, faults: [] };
}

/** Whose request a look is about, in words. */
export const labelWords = {
  ours: "ours",
  stale: "stale",
  foreign: "somebody else's",
  unknown: "nobody can say whose",
} as const;

function factAt({ truth }: Side<unknown>): { fact: string } {
  return { fact: `In fact, ${factOf(truth)}.` };
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1).replace(/\.$/, "")}.`;
}
