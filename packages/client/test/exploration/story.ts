import { describeOperationState } from "@asyncstatus/model";
import type { FinalOutcome } from "../../src/operation/outcome.ts";
import type { Reading } from "./client.ts";
import type { Path } from "./explore.ts";
import type { State, Transition } from "./model.ts";
import type { End, Job, TrueResult, World } from "./world.ts";

/** Describes a path in sentences, one a line. */
export function story({ first, steps }: Path<State, Transition>): string[] {
  const lines = describeStart(first.world.value);
  let last = first;
  for (const { transition, state } of steps) {
    lines.push(describeStep(transition, last));
    last = state;
  }
  return [...shorten(lines), ...describeEnd(last)];
}

function describeStart({ slots, jobs, versions }: World): string[] {
  const before = jobs.map(({ operation, place }) => {
    const state = place === "accepted" ? "is accepted and not shown yet" : "is still running";
    return `another user's ${operation}, submitted before our lock, ${state}`;
  });
  const peer = slots.b ? [`the status of the peer: ${describeOperationState(slots.b)}`] : [];
  const operationState = describeOperationState(slots.a);
  return [
    `the status: ${operationState} (from before); ${describeVersions(versions)}`,
    ...peer,
    ...before,
  ];
}

const ends: Readonly<Record<End, string>> = {
  success: "succeeds",
  fail: "fails for one reason",
  "fail otherwise": "fails for another reason",
};

function describeStep(transition: Transition, { world, client }: State): string {
  switch (transition.kind) {
    case "is shown":
      return `the status shows ${describeJob(transition.job)}`;
    case "pauses":
      return `the status of ${describeJob(transition.job)} is "paused", which is unknown to us`;
    case "continues":
      return `${describeJob(transition.job)} continues`;
    case "ends":
      return `${describeJob(transition.job)} ${ends[transition.end]}`;
    case "they submit":
      return `another user submits ${transition.operation}`;
    case "our token expires":
      return world.value.token === world.value.holder
        ? "our token expires, and the lock with it"
        : "our token expires";
    case "our first token expires by our clock":
    case "our first token expires on the device":
    case "the token that we did not receive expires":
    case "the status is cleared":
    case "the error message is reworded":
    case "the versions catch up":
    case "our request arrives late":
    case "our request is refused":
      return transition.kind;
    case "the lock is freed":
      return "our lock is released, but our token is still valid";
    case "time passes":
      return "the time passes in which the device must show an accepted request";
    case "one of two systems succeeds":
      return "our request succeeds on one of two systems, and the status shows that";
    case "switchover":
      return "the pair switches over";
    case "restart":
      return `system ${transition.host} restarts with ${transition.runs}; its status is ${transition.status}`;
    case "an older request shows":
      return `the status shows an older request again: ${describeOperationState(transition.operationState)}`;

    case "responds":
      return `the device responds: ${describeReading(transition.what, world.value)}`;
    case "reads":
      if (client.value.at === "receiving") return "the response arrives";
      return client.value.at === "baseline"
        ? `we read for the baseline: ${describeReading(transition.what, world.value)}`
        : `${before(transition)}we read: ${describeReading(transition.what, world.value, transition.after)}`;
    case "sends the request later":
      return "we send the request only then";
    case "is refused the versions":
      return `${before(transition)}the device refuses to return the versions`;
    case "gets no response":
      return transition.long ? "no response arrives for ten seconds" : "no response arrives";
    case "renews":
      return transition.lock === "carried"
        ? "we renew the token; the new token has the lock"
        : "we renew the token; the old token keeps the lock";
    case "renews without a response":
      return transition.lock === "carried"
        ? "we renew the token; the response with the new token, which has the lock, is lost"
        : "we renew the token, and no response arrives";
    case "resumes":
      return transition.settles
        ? "our process ends, and another one settles the operation under a lock of its own"
        : `our process ends, and another one resumes, by a ${transition.countedBy}`;
    case "acquires the lock again":
      return "our process acquires the lock again";
    case "releases the lock":
      return "we read the system, and release the lock";
    case "cannot start":
      return "we cannot start";
    case "submits":
      if (transition.arrives === "later")
        return `we submit ${transition.operation}; the request is on its way, and we give up on it`;
      return transition.arrives
        ? `we submit ${transition.operation}, and the device accepts it`
        : `we submit ${transition.operation}; the request is lost, and no response arrives`;
    case "is accepted":
      return "we receive the response: accepted";
    case "the response is lost":
      return transition.kind;
    case "detects the loss of the lock":
      return "our token is refused: the lock is lost, and we log in again";
    case "reaches the deadline":
      return "the deadline passes";
  }
}

function before({ after }: { readonly after?: "a failed request" | "ten seconds" }): string {
  switch (after) {
    case "a failed request":
      return "no response arrives; ";
    case "ten seconds":
      return "ten seconds later, ";
    default:
      return "";
  }
}

function describeJob({ by, operation }: Job): string {
  return by === "us" ? "our request" : `their ${operation}`;
}

function describeReading(
  what: Reading,
  { active, slots, versions, reported, restarted }: World,
  after?: "a failed request" | "ten seconds",
): string {
  switch (what) {
    case "operationState":
      return describeOperationState(slots[active]);
    case "versions":
      return describeVersions((after !== "ten seconds" && reported) || versions);
    case "system":
      return `system ${active} responds${restarted[active] ? ", which has restarted" : ""}`;
  }
}

function describeVersions({ currentVersion, runningVersion }: World["versions"]): string {
  return `version ${currentVersion} is saved, ${runningVersion} is running`;
}

/** Replaces the three lines of the baseline with one. */
function shorten(lines: readonly string[]): string[] {
  return lines
    .join("\n")
    .replace(/(we read for the baseline: .*\n){3}/, "we read the baseline\n")
    .split("\n");
}

const results: Readonly<Record<TrueResult, string>> = {
  "not accepted": "was never accepted",
  running: "is still running",
  success: "succeeded",
  fail: "failed",
  interrupted: "was interrupted by a restart",
};

function describeEnd({ client: { value: client }, world }: State): string[] {
  const reported =
    "outcome" in client ? `we report: ${describeOutcome(client.outcome.value)}` : undefined;
  const verdict = "poll" in client && client.poll.value.wait.verdict;
  const decided = verdict ? `our verdict: ${verdict.kind}` : "we continue to poll";
  return [reported ?? decided, `the truth: our request ${results[world.value.ours]}`];
}

function describeOutcome(outcome: FinalOutcome): string {
  switch (outcome.outcome) {
    case "succeeded":
    case "failed":
      return `${outcome.outcome}, ${outcome.confidence}`;
    case "superseded":
    case "lost":
    case "submission-unknown":
      return `${outcome.outcome}; version evidence: ${outcome.versionEvidence}`;
  }
}
