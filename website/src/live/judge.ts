import type { Outcome } from "@asyncstatus/client";
import type { Claim } from "@asyncstatus/e2e/naive-pollers";
import type { Exchange } from "./exchange.ts";
import type { Truth } from "./truth.ts";
import { factOf } from "./words.ts";

/** What is wrong with what was said or done; nothing, where all is right. */
export type Faults = readonly string[];

/** What is wrong with what a poller says and does. */
export function judgeNaive(claim: Claim, truth: Truth, exchanges: readonly Exchange[]): Faults {
  const { effect, runningFault } = truth;
  const fact = factOf(truth);
  const faults: string[] = [];
  if (claim === "succeeded" && effect !== "took effect") {
    faults.push(`It says that its request took effect: ${fact}.`);
  }
  if (claim === "failed" && (effect === "took effect" || effect === "at work")) {
    faults.push(`It says that its request failed: ${fact}.`);
  }
  if (claim === "gave up") faults.push(`It has no answer: ${fact}.`);
  if (runningFault !== undefined) {
    faults.push(`It has put into service what verify had found fault with: ${runningFault}`);
  }
  const unlock = exchanges.findLast(({ path }) => path === "configuration/unlock");
  if (unlock?.answer.kind === "answered" && unlock.answer.status === 423) {
    const reason = /<errorMessage>(.*)</.exec(unlock.answer.body)?.[1];
    faults.push(
      `It thinks that it held the lock throughout; its unlock is answered 423: ${reason}`,
    );
  }
  return faults;
}

/** What is wrong with what our client says. */
export function judgeOurs(outcome: Outcome, { effect, runningFault, ...truth }: Truth): Faults {
  const fact = factOf({ effect, ...truth });
  const isRight = (): boolean => {
    switch (outcome.outcome) {
      case "succeeded":
        return effect === "took effect";
      case "failed":
        return effect === "failed";
      case "superseded":
      case "lost":
      case "submission-unknown":
        return (
          outcome.versionEvidence === "inconclusive" ||
          (outcome.versionEvidence === "confirms") === (effect === "took effect")
        );
      case "timed-out":
      case "aborted":
        return true;
    }
  };
  return [
    ...(isRight() ? [] : [`It says ${outcome.outcome}: ${fact}.`]),
    ...(runningFault === undefined ? [] : [`It has put into service: ${runningFault}`]),
  ];
}
