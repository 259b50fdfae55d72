import type { Outcome, WaitEvent } from "@asyncstatus/client";
import type { Claim } from "@asyncstatus/e2e/naive-pollers";
import type { Actor, DeviceEvent } from "@asyncstatus/server/in-memory";
import type { Effect, Truth } from "./truth.ts";

/** What happens to the device, in words. */
export function happeningWords(happening: DeviceEvent, user: string): string {
  const who = (actor: Actor) => nameOf(actor, user);
  switch (happening.kind) {
    case "accepted":
      return `${who(happening.by)} issues a request: ${happening.operation}`;
    case "ended": {
      const whose = `the ${happening.operation} of ${who(happening.by)}`;
      switch (happening.end.kind) {
        case "success":
          return `${whose} takes effect`;
        case "fail":
          return `${whose} fails: ${happening.end.reason}`;
        case "interrupted":
          return `${whose} is cut short`;
      }
      break;
    }
    case "edited":
      return `${happening.by ? who(happening.by) : "somebody"} edits the configuration`;
    case "locked":
      return `${who(happening.by)} takes the lock`;
    case "unlocked":
      return `${who(happening.by)} gives the lock back`;
    case "refused":
      return `${who(happening.by)} is refused: ${happening.action}`;
    case "wentDown":
      return "the system restarts";
    case "cameUp":
      return "the system is up again";
    case "switchedOver":
      return "the pair has changed roles: the peer answers now";
    case "fault":
      return `something goes wrong here: ${happening.fault.fault}`;
  }
}

function nameOf(actor: Actor, user: string): string {
  if (typeof actor === "string") return actor;
  return actor.user.name === user ? "this client" : actor.user.name;
}

/** What our client notices, in words. */
export function eventWords(
  event: Exclude<WaitEvent, { type: "progress" }>,
  operation: string,
): string {
  switch (event.type) {
    case "poll-failed":
      return `a failed look, not a failed request: ${event.error.message}`;
    case "reconnected":
      return "the device answers again";
    case "token-renewed":
      return "the token is renewed, and the lock with it";
    case "renewal-failed":
      return `the token could not be renewed: ${event.error.message}`;
    case "foreign-link":
      return `a link elsewhere, which is not followed: ${event.link}`;
    case "lock-lost":
      return "the lock is lost; the wait goes on, on weaker ground";
    case "ended":
      return `${operation}: ${outcomeWords(event.outcome)}`;
  }
}

const effects = {
  confirms: "it took effect",
  denies: "it did not take effect",
  inconclusive: "nobody can know",
};

const losses = {
  "lock-lost": "the lock was lost",
  "new-epoch": "the system restarted or changed",
  "status-cleared": "the device no longer shows any request",
};

/** An outcome in words. */
export function outcomeWords(outcome: Outcome): string {
  switch (outcome.outcome) {
    case "succeeded":
      return `took effect, ${outcome.confidence}`;
    case "failed":
      return `failed, ${outcome.confidence}: ${outcome.errorMessage ?? "the device does not say why"}`;
    case "superseded":
      return `superseded by another's ${outcome.by.operation}; by the versions: ${effects[outcome.versionEvidence]}`;
    case "lost":
      return `lost, ${losses[outcome.why]}; by the versions: ${effects[outcome.versionEvidence]}`;
    case "submission-unknown":
      return `submission unknown, its answer was lost; by the versions: ${effects[outcome.versionEvidence]}`;
    case "timed-out":
      return "timed out: the wait has ended, not the request; it can be taken up again";
    case "aborted":
      return "aborted: the wait has ended, not the request";
  }
}

/** What a poller says in the end, in words. */
export const claimWords: Readonly<Record<Claim, string>> = {
  succeeded: "It succeeded.",
  failed: "It failed.",
  "gave up": "It gave up.",
};

const facts: Readonly<Record<Effect, string>> = {
  "took effect": "it took effect",
  failed: "it failed",
  "cut short": "it was cut short and did not take effect",
  "at work": "the device is still at work on it",
  "never taken": "the device never took it",
};

/** What is the case, in words. */
export function factOf({ effect, reason, endedAtMs }: Truth): string {
  const when = endedAtMs === undefined ? "" : ` at ${Math.round(endedAtMs / 1000)} s`;
  return `${facts[effect]}${when}${reason ? ` (${reason.replace(/\.$/, "")})` : ""}`;
}

/** On what an outcome rests, in words. */
export function whyWords(outcome: Outcome): string {
  switch (outcome.outcome) {
    case "succeeded":
    case "failed":
      if (outcome.confidence === "proven") {
        return "The status changed to our request after it was submitted, under our lock, on the same system.";
      }
      return outcome.evidence.lock === "lost"
        ? "The lock was not ours throughout: it rests on the versions."
        : "It rests on the device's word, or on the versions.";
    case "superseded":
      return "From now on, what shows is about another request.";
    case "lost":
      return "From now on, what shows need not be about our request.";
    case "submission-unknown":
      return "Nothing shows that the device took it. It is not submitted again.";
    case "timed-out":
    case "aborted":
      return "The device may still be at work.";
  }
}
