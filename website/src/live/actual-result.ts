import type { Outcome } from "@asyncstatus/client";
import type { Claim } from "@asyncstatus/e2e/naive-pollers";
import type { Actor, DeviceEvent } from "@asyncstatus/server/in-memory";
import type { Exchange } from "./exchange.ts";
import type { World } from "./world.ts";

/** Actual result of a request, according to the device. */
export interface ActualResult {
  readonly result: "succeeded" | "failed" | "interrupted" | "in progress" | "not accepted";
  readonly endedAtMs?: number;
  readonly reason?: string;
  /** Error that a verify reports for the running configuration. */
  readonly runningFault?: string;
}

// Longer than any request of the scenarios that ends.
const longMs = 3_600_000;

/** Waits until all requests have ended, and returns the result of this user's last request. */
export function findActualResult(
  { clock, device, user, items }: World,
  operation: string,
): ActualResult {
  const runningFault = device.isUp() ? device.configurations().running.fault : undefined;
  clock.advance(longMs);
  // The device updates its state when it is called.
  device.isUp();
  const last = items.findLast(
    (item) =>
      item.kind === "device-event" &&
      (item.event.kind === "accepted" || item.event.kind === "ended") &&
      item.event.operation === operation &&
      isBy(item.event.by, user),
  );
  const result = last?.kind === "device-event" ? resultOf(last.event, last.atMs) : undefined;
  return {
    ...(result ?? { result: "not accepted" }),
    ...(runningFault !== undefined && { runningFault }),
  };
}

function resultOf(event: DeviceEvent, endedAtMs: number): ActualResult {
  if (event.kind !== "ended") return { result: "in progress" };
  switch (event.end.kind) {
    case "success":
      return { result: "succeeded", endedAtMs };
    case "fail":
      return { result: "failed", endedAtMs, reason: event.end.reason };
    case "interrupted":
      return { result: "interrupted", endedAtMs };
  }
}

/** Returns true if the actor is the REST user of this name. */
export function isBy(actor: Actor, user: string): boolean {
  return typeof actor === "object" && actor.user.name === user;
}

/** Compares the claim of a naive poller with the actual result, and returns its errors. */
export function checkClaim(
  claim: Claim,
  actual: ActualResult,
  exchanges: readonly Exchange[],
): readonly string[] {
  const { result, runningFault } = actual;
  const words = resultWords(actual);
  const unlock = exchanges.findLast(({ path }) => path === "configuration/unlock");
  const errors: string[] = [];
  if (claim === "succeeded" && result !== "succeeded") {
    errors.push(`It reports that its request succeeded, but ${words}.`);
  }
  if (claim === "failed" && (result === "succeeded" || result === "in progress")) {
    errors.push(`It reports that its request failed, but ${words}.`);
  }
  if (claim === "gave up") errors.push(`It reports no result for its request, but ${words}.`);
  if (runningFault !== undefined) {
    errors.push(`It activated a configuration that verify had rejected (${bare(runningFault)}).`);
  }
  if (unlock?.response.kind === "response" && unlock.response.status === 423) {
    const reason = /<errorMessage>(.*)</.exec(unlock.response.body)?.[1] ?? "";
    errors.push(`It lost the lock without noticing; its unlock failed with 423 (${bare(reason)}).`);
  }
  return errors;
}

/** Compares the outcome of the client with the actual result, and returns its errors. */
export function checkOutcome(outcome: Outcome, actual: ActualResult): readonly string[] {
  const { result, runningFault } = actual;
  const isRight = (): boolean => {
    switch (outcome.outcome) {
      case "succeeded":
      case "failed":
        return result === outcome.outcome;
      case "superseded":
      case "lost":
      case "submission-unknown":
        return (
          outcome.versionEvidence === "inconclusive" ||
          (outcome.versionEvidence === "confirms") === (result === "succeeded")
        );
      case "timed-out":
      case "aborted":
        return true;
    }
  };
  return [
    ...(isRight()
      ? []
      : [`It reports ${outcome.outcome} for its request, but ${resultWords(actual)}.`]),
    ...(runningFault === undefined
      ? []
      : [`It activated a configuration with a fault (${bare(runningFault)}).`]),
  ];
}

const results: Readonly<Record<ActualResult["result"], string>> = {
  succeeded: "it succeeded",
  failed: "it failed",
  interrupted: "it was interrupted",
  "in progress": "it is still running on the device",
  "not accepted": "the device did not accept the request",
};

/** Describes an actual result. */
export function resultWords({ result, reason, endedAtMs }: ActualResult): string {
  const time = endedAtMs === undefined ? "" : ` at ${Math.round(endedAtMs / 1000)} s`;
  return `${results[result]}${time}${reason ? ` (${bare(reason)})` : ""}`;
}

/** Removes the period at the end of a sentence. */
function bare(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
