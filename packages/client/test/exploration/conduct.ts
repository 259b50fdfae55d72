import { decide } from "../../src/operation/decide.ts";
import type { Reading } from "./client.ts";

/** How our client goes about it. */
export interface Conduct {
  readonly decide: typeof decide;
  /** The order in which it asks for the baseline. */
  readonly baseline: readonly Reading[];
  /** What time a look counts as of: that of its question, or that of its answer. */
  readonly lookIsOf: "question" | "answer";
  /** The time since the submission from which on an end counts. */
  readonly fenceMs: number;
}

/** How it is right: who answers is asked before everything else, and last of all. */
export const rightConduct: Conduct = {
  decide,
  baseline: ["system", "operationState", "versions"],
  lookIsOf: "question",
  fenceMs: 0,
};
