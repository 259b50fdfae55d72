import type { CommitStep } from "@asyncstatus/client";
import type { Claim, Step } from "../ledger/ledger.ts";
import { assess } from "./assess.ts";

/** The next action for a unit. */
export type NextAction =
  /** Determine the outcome of the open step first. */
  | { readonly do: "settle"; readonly step: Step }
  /** Submit this step and those after it. */
  | { readonly do: "commit"; readonly startWith: CommitStep }
  /** The device reports a failure. */
  | { readonly do: "fail"; readonly step: Step }
  /** The change succeeded: check the gates after it. */
  | { readonly do: "check" };

/**
 * Returns what to do next with a unit, from the steps that the ledger has of it. After a crash, it follows
 * from what was done, not from what a process remembers.
 */
export function nextAction(
  steps: readonly Step[],
  { attempt, from, fence: own }: Pick<Claim, "attempt" | "from" | "fence">,
): NextAction {
  const open = steps.find(({ state }) => state !== "closed");
  if (open) return { do: "settle", step: open };
  const last = steps.findLast(({ fence }) => fence >= attempt);
  if (!last?.outcome) return { do: "commit", startWith: "verify" };
  // After a retry, a person may have edited the configuration since.
  const resumed = from === "waiting" && last.fence < own ? "verify" : "activate";
  switch (assess(last, last.outcome, true)) {
    case "failed":
      return { do: "fail", step: last };
    case "succeeded":
      if (last.operation === "activate") return { do: "check" };
      // After a verify, the lock was released: another user may have edited the configuration since.
      return { do: "commit", startWith: last.operation === "save" ? resumed : "verify" };
    default:
      return { do: "commit", startWith: last.operation === "activate" ? resumed : "verify" };
  }
}

/** Returns true if a step of this attempt may have changed the saved or the running configuration. */
export function hasEffect(steps: readonly Step[], { attempt }: Pick<Claim, "attempt">): boolean {
  return steps.some(
    ({ fence, operation, outcome }) =>
      fence >= attempt &&
      operation !== "verify" &&
      outcome?.outcome !== "failed" &&
      !(outcome && "versionEvidence" in outcome && outcome.versionEvidence === "denies"),
  );
}
