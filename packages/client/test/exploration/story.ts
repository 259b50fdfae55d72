import { describeOperationState } from "@asyncstatus/model";
import type { FinalOutcome } from "../../src/operation/outcome.ts";
import type { Reading } from "./client.ts";
import type { Path } from "./explore.ts";
import type { Attribution, State } from "./model.ts";
import type { End, Fate, Job, World } from "./world.ts";

/** Tells a path in sentences, one a line. */
export function story({ first, steps }: Path<State, Attribution>): string[] {
  const lines = tellBeginning(first.world.value);
  let last = first;
  for (const { attribution, state } of steps) {
    lines.push(tell(attribution, last));
    last = state;
  }
  return [...shorten(lines), ...tellEnd(last)];
}

function tellBeginning({ slots, jobs, versions }: World): string[] {
  const before = jobs.map(({ operation, place }) => {
    const state = place === "taken" ? "is taken and not shown yet" : "is still at work";
    return `somebody else's ${operation}, issued before our lock, ${state}`;
  });
  const peer = slots.b ? [`the slot of the peer shows: ${describeOperationState(slots.b)}`] : [];
  const operationState = describeOperationState(slots.a);
  return [
    `the slot shows: ${operationState} (from before); ${tellVersions(versions)}`,
    ...peer,
    ...before,
  ];
}

const endings: Readonly<Record<End, string>> = {
  success: "succeeds",
  fail: "fails for one reason",
  "fail otherwise": "fails for another reason",
};

function tell(attribution: Attribution, { world, client }: State): string {
  switch (attribution.kind) {
    case "is shown":
      return `the slot comes to show ${whose(attribution.job)}`;
    case "pauses":
      return `${whose(attribution.job)} is "paused", a word that we do not know`;
    case "goes on":
      return `${whose(attribution.job)} goes on`;
    case "ends":
      return `${whose(attribution.job)} ${endings[attribution.end]}`;
    case "they issue":
      return `somebody else issues ${attribution.operation}`;
    case "our token ends":
      return world.value.token === world.value.holder
        ? "our token ends, and our lock with it"
        : "our token ends";
    case "the life of our first token is over by our count":
    case "the device ends our first token":
    case "the token that we do not know ends":
      return attribution.kind;
    case "the lock is freed":
      return "our lock is freed, though our token goes on";
    case "time passes":
      return "the time passes in which the device must show what it took";
    case "the slot is emptied":
      return "the slot is emptied: what has ended is no longer shown";
    case "switchover":
      return "the pair switches over";
    case "restart":
      return `system ${attribution.host} restarts; its slot is ${attribution.operationState}, and it runs ${attribution.runs}`;
    case "an older request shows":
      return `the slot shows an older request once more: ${describeOperationState(attribution.operationState)}`;

    case "is answered":
      return `the device answers: ${tellReading(attribution.what, world.value)}`;
    case "reads":
      if (client.value.at === "receiving") return "the answer arrives";
      return client.value.at === "baseline"
        ? `we note for the baseline: ${tellReading(attribution.what, world.value)}`
        : `${before(attribution)}we read: ${tellReading(attribution.what, world.value)}`;
    case "sends the request later":
      return "we ask only then";
    case "is refused the versions":
      return `${before(attribution)}we are refused the versions`;
    case "gets no response":
      return attribution.long ? "no answer comes for ten seconds" : "no answer comes";
    case "renews":
      return `we renew the token; the lock is ${attribution.lock === "carried" ? "carried over" : "left with the old one"}`;
    case "renews without a response":
      return attribution.lock === "carried"
        ? "we renew the token, but the new one, which has the lock, is lost on its way"
        : "we renew the token, and no answer comes";
    case "resumes":
      return attribution.settles
        ? "our process ends, and another one settles it under a lock of its own"
        : `our process ends, and another one resumes it, by a ${attribution.countedBy}`;
    case "acquires the lock again":
      return "our process acquires the lock again";
    case "releases the lock":
      return "we read the system, and release the lock";
    case "cannot start":
      return "we cannot start";
    case "submits":
      return attribution.fate === "taken"
        ? `we submit ${attribution.operation}, and the device takes it`
        : `we submit ${attribution.operation}; it is lost on its way, and no answer comes`;
    case "is accepted":
      return "we hear that it is accepted";
    case "the answer is lost":
      return "the answer is lost";
    case "finds the lock lost":
      return "our token is refused: we know the lock to be lost, and log in anew";
    case "gives up":
      return "the deadline comes";
  }
}

function before({ after }: { readonly after?: "a failed request" | "ten seconds" }): string {
  switch (after) {
    case "a failed request":
      return "no answer comes; ";
    case "ten seconds":
      return "ten seconds later, ";
    default:
      return "";
  }
}

function whose({ by, operation }: Job): string {
  return by === "us" ? "our request" : `their ${operation}`;
}

function tellReading(what: Reading, { active, slots, versions, restarted }: World): string {
  switch (what) {
    case "operationState":
      return describeOperationState(slots[active]);
    case "versions":
      return tellVersions(versions);
    case "system":
      return `system ${active} answers${restarted[active] ? ", which has restarted" : ""}`;
  }
}

function tellVersions({ currentVersion, runningVersion }: World["versions"]): string {
  return `version ${currentVersion} is saved, ${runningVersion} runs`;
}

/** Tells in one line what happens in one go. */
function shorten(lines: readonly string[]): string[] {
  return lines
    .join("\n")
    .replace(/(we note for the baseline: .*\n){3}/, "we take the baseline\n")
    .split("\n");
}

const truths: Readonly<Record<Fate, string>> = {
  "not taken": "was never taken",
  "at work": "is still at work",
  success: "has succeeded",
  fail: "has failed",
  "cut short": "was cut short by a restart",
};

function tellEnd({ client: { value: client }, world }: State): string[] {
  const said = "outcome" in client ? `we say: ${tellOutcome(client.outcome.value)}` : undefined;
  const verdict = "poll" in client && client.poll.value.wait.verdict;
  const thought = verdict ? `we take it for: ${verdict.kind}` : "we go on asking";
  return [said ?? thought, `in truth, our request ${truths[world.value.ours]}`];
}

function tellOutcome(outcome: FinalOutcome): string {
  switch (outcome.outcome) {
    case "succeeded":
    case "failed":
      return `${outcome.outcome}, ${outcome.confidence}`;
    case "superseded":
    case "lost":
    case "submission-unknown":
      return `${outcome.outcome}; the versions: ${outcome.versionEvidence}`;
  }
}
