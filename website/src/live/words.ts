import { describeOutcome, type Outcome, type WaitEvent } from "@asyncstatus/client";
import type { Claim } from "@asyncstatus/e2e/naive-pollers";
import type { Actor, DeviceEvent } from "@asyncstatus/server/in-memory";

/** Describes an event on the device. */
export function deviceEventWords(event: DeviceEvent, user: string): string {
  const name = (actor: Actor) => nameOf(actor, user);
  switch (event.kind) {
    case "accepted":
      return `${name(event.by)} submits a request: ${event.operation}`;
    case "ended": {
      const request = `${name(event.by)}'s ${event.operation}`;
      switch (event.end.kind) {
        case "success":
          return `${request} succeeds`;
        case "fail":
          return `${request} fails: ${event.end.reason}`;
        case "interrupted":
          return `${request} is interrupted`;
      }
      break;
    }
    case "edited":
      return `${event.by ? name(event.by) : "a user"} edits the configuration`;
    case "locked":
      return `${name(event.by)} takes the lock`;
    case "unlocked":
      return `${name(event.by)} releases the lock`;
    case "refused":
      return `${name(event.by)}'s request is refused: ${event.action}`;
    case "wentDown":
      return "the system restarts";
    case "cameUp":
      return "the system is up again";
    case "switchedOver":
      return "the HA pair switched over: the peer is active";
    case "fault":
      return `fault injected: ${event.fault.fault}`;
  }
}

function nameOf(actor: Actor, user: string): string {
  if (typeof actor === "string") return actor;
  return actor.user.name === user ? "this client" : actor.user.name;
}

/** Describes an event of the client. */
export function clientEventWords(
  event: Exclude<WaitEvent, { type: "progress" }>,
  operation: string,
): string {
  switch (event.type) {
    case "poll-failed":
      return `a poll failed, which doesn't end the wait: ${event.error.message}`;
    case "reconnected":
      return "the device responds again";
    case "token-renewed":
      return "token and lock renewed";
    case "renewal-failed":
      return `the token renewal failed: ${event.error.message}`;
    case "foreign-link":
      return `ignored a link to another host: ${event.link}`;
    case "lock-lost":
      return "lock lost; the wait continues, but its outcome can't be proven";
    case "ended":
      return `${operation}: ${outcomeWords(event.outcome)}`;
  }
}

/** Describes an outcome. */
export function outcomeWords(outcome: Outcome): string {
  switch (outcome.outcome) {
    case "succeeded":
      return `succeeded, ${outcome.confidence}`;
    case "failed":
      return `failed, ${outcome.confidence}: ${outcome.errorMessage ?? "no error message"}`;
    case "superseded":
    case "lost":
    case "submission-unknown":
      return `unknown: ${describeOutcome(outcome)}`;
    case "timed-out":
      return "still running at the deadline; the wait can be resumed";
    case "aborted":
      return "interrupted; the wait can be resumed";
  }
}

/** Explains the confidence of an outcome. */
export function whyWords(outcome: Outcome): string {
  switch (outcome.outcome) {
    case "succeeded":
    case "failed":
      if (outcome.confidence === "proven") {
        return "The status changed to this request after it was submitted; meanwhile, the client held the lock and the device didn't restart.";
      }
      if (outcome.confidence === "probable") {
        return "The status shows a request of this kind, which may be another user's or an earlier one.";
      }
      return outcome.evidence.lock === "lost"
        ? "The lock wasn't held until the end, but the versions confirm the result."
        : "The documentation or the versions confirm the result.";
    case "superseded":
      return "The status now shows another request.";
    case "lost":
      return "The status may no longer show this request.";
    case "submission-unknown":
      return "The status doesn't show that the device accepted the request. The client doesn't submit it again.";
    case "timed-out":
    case "aborted":
      return "The request may still be running on the device.";
  }
}

export const claimWords: Readonly<Record<Claim, string>> = {
  succeeded: "It succeeded.",
  failed: "It failed.",
  "gave up": "It gave up.",
};

export const attributionWords = {
  ours: "ours",
  stale: "stale",
  foreign: "foreign",
  unknown: "owner unknown",
} as const;
