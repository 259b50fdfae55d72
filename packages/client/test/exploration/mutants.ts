import type { OperationState } from "@asyncstatus/model";
import { compareSystems } from "../../src/operation/compare-systems.ts";
import { receive } from "../../src/operation/poll-step.ts";
import { resumedState } from "../../src/operation/saved-operation.ts";
import type { SystemIdentity, WaitState } from "../../src/operation/wait-state.ts";
import { misreading, mistaking, type Receive, saying } from "./broken-client.ts";
import type { Conduct } from "./conduct.ts";
import type { InvariantName } from "./invariants.ts";
import { type Rules, rulesOf } from "./rules.ts";
import { lockUntilNow } from "./tenure.ts";

/** A client that breaks a rule of the wait. */
export interface Mutant {
  readonly rule: string;
  /** What it does instead. */
  readonly does: string;
  /** A small world in which that does harm. */
  readonly rules: Rules;
  readonly conduct: Partial<Conduct>;
  /** The harm. */
  readonly breaks: InvariantName;
}

const alone = rulesOf("activate", { secondRequest: "refused" });
const withOthers: Rules = { ...alone, others: 1 };
const withUnsureRenewals: Rules = {
  ...withOthers,
  operation: "verify",
  renewals: true,
  broken: new Set(["a renewal keeps the lock"]),
};
const withRestarts: Rules = { ...alone, restarts: true };
const inPair: Rules = { ...alone, switchovers: true };
const thatForgets: Rules = { ...alone, forgets: true };
const withWords: Rules = { ...alone, words: true };

const statusReadAs = (
  read: (operationState: OperationState, wait: WaitState) => OperationState,
): Receive =>
  misreading((result, { wait }) =>
    result.request === "status" && result.operationState
      ? { ...result, operationState: read(result.operationState, wait) }
      : result,
  );

const systemReadAs = (
  read: (system: SystemIdentity, before: SystemIdentity, elapsedMs: number) => SystemIdentity,
  isRead: (wait: WaitState) => boolean = () => true,
): Receive =>
  misreading((result, { wait }) => {
    if (result.request !== "system" || !isRead(wait)) return result;
    const { system = {}, elapsedMs } = result;
    return { ...result, system: read(system, wait.baseline.system ?? {}, elapsedMs) };
  });

/** The system of the baseline, without a restart. */
const asBefore = (_: SystemIdentity, before: SystemIdentity, elapsedMs: number) => ({
  ...before,
  uptimeSeconds: (before.uptimeSeconds ?? 0) + elapsedMs / 1_000,
});

export const mutants: readonly Mutant[] = [
  {
    rule: "1. A baseline is taken before the submission.",
    does: "It forgets what the slot showed before.",
    rules: alone,
    conduct: {
      receive: mistaking(({ baseline: { operationState: _, ...baseline } }) => ({ baseline })),
    },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "1. A baseline is taken before the submission.",
    does: "It asks who answers when it has asked for the rest of the baseline, not before.",
    rules: inPair,
    conduct: { baseline: ["operationState", "versions", "system"] },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "1. A baseline is taken before the submission.",
    does: "It takes a word that it does not know for an end, in the baseline.",
    rules: withWords,
    conduct: {
      receive: mistaking(({ baseline }) =>
        baseline.operationState?.status === "unknown"
          ? {
              baseline: {
                ...baseline,
                operationState: { ...baseline.operationState, status: "success" },
              },
            }
          : {},
      ),
    },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "2. A lost answer is settled from what shows.",
    does: "It takes a submission without an answer for accepted.",
    rules: alone,
    conduct: { receive: mistaking(() => ({ submission: "accepted" })) },
    breaks: "what is said to have failed has",
  },
  {
    rule: "2. A lost answer is settled from what shows.",
    does: "It takes a submission without an answer, once the time is up, for a failure.",
    rules: alone,
    conduct: {
      receive: saying((said) =>
        said.outcome === "submission-unknown"
          ? { ...said, outcome: "failed", confidence: "documented" }
          : said,
      ),
    },
    breaks: "what is said to have failed has",
  },
  {
    rule: "3. What may be from before the submission is stale.",
    does: "It does not wait for the time to pass in which the device must show what it took.",
    rules: alone,
    conduct: { receive: mistaking(() => ({ registrationMs: 0 })) },
    breaks: "what is said to have failed has",
  },
  {
    rule: "3. What may be from before the submission is stale.",
    does: "It counts a look as of the time of its answer.",
    rules: alone,
    conduct: { statusIsOf: "response" },
    breaks: "what is said to have failed has",
  },
  {
    rule: "3. Once ours was seen, what looks like the one before is ours.",
    does: "It forgets that it has seen ours.",
    rules: alone,
    conduct: { receive: mistaking(() => ({ seen: false })) },
    breaks: "an end of ours that is seen under our lock ends the wait",
  },
  {
    rule: "3. A request of another name is foreign.",
    does: "It takes a request of any name for ours.",
    rules: alone,
    conduct: {
      receive: statusReadAs((operationState, { operation }) => ({ ...operationState, operation })),
    },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "3. Where others issue requests under our lock, nothing is proven.",
    does: "It forgets that it has seen one.",
    rules: { ...withOthers, operation: "verify", broken: new Set(["the lock binds everybody"]) },
    conduct: { receive: mistaking(() => ({ foreignSeen: false })) },
    breaks: "nothing rests on the lock once somebody else's request was seen under it",
  },
  {
    rule: "3. Without the lock, a request of our name is unattributable.",
    does: "It takes it for ours.",
    rules: withOthers,
    conduct: {
      receive: mistaking((_, { request }) => (request === "status" ? { lock: "held" } : {})),
    },
    breaks: "what is said to have failed has",
  },
  {
    rule: "3. Without the lock, a request of our name is unattributable.",
    does: "It takes it for ours where it looks like the one before.",
    rules: withOthers,
    conduct: {
      receive: mistaking(({ baseline }, result) =>
        result.request === "status" && result.operationState === baseline.operationState
          ? { lock: "held" }
          : {},
      ),
    },
    breaks: "what is said to have failed has",
  },
  {
    rule: "3. The vendor's word is no proof.",
    does: "It says of everything that it is proven.",
    rules: { ...alone, broken: new Set(["what was taken is shown in time"]) },
    conduct: {
      receive: saying((said) => ("confidence" in said ? { ...said, confidence: "proven" } : said)),
    },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "3. The vendor's word is no proof.",
    does: "It goes by it at one look, and takes it for proof at the next.",
    rules: {
      ...withWords,
      secondRequest: "replaces",
      broken: new Set(["what was taken is shown in time"]),
    },
    conduct: {
      receive: (poll, result, lock) => {
        const step = receive(poll, result, lock);
        const { wait } = step.poll;
        const seen = wait.seen || step.attribution?.attribution === "ours";
        return { ...step, poll: { ...step.poll, wait: { ...wait, seen } } };
      },
    },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "4. `fail` ends the wait at once.",
    does: "It goes on where a request has failed.",
    rules: alone,
    conduct: {
      receive: statusReadAs((operationState, { operation, baseline }) =>
        operationState.status === "fail" && operationState !== baseline.operationState
          ? { operation, status: "inProgress" }
          : operationState,
      ),
    },
    breaks: "an end of ours that is seen under our lock ends the wait",
  },
  {
    rule: "4. `inProgress` ends nothing.",
    does: "It takes it for an end.",
    rules: alone,
    conduct: {
      receive: statusReadAs((operationState) =>
        operationState.status === "inProgress"
          ? { ...operationState, status: "success" }
          : operationState,
      ),
    },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "4. A word that nobody knows ends nothing.",
    does: "It takes it for a failure.",
    rules: withWords,
    conduct: {
      receive: statusReadAs((operationState) =>
        operationState.status === "unknown"
          ? { ...operationState, status: "fail" }
          : operationState,
      ),
    },
    breaks: "what is said to have failed has",
  },
  {
    rule: "5. After a restart or a switchover, everything is unattributable.",
    does: "It never asks who answers.",
    rules: inPair,
    conduct: { receive: systemReadAs(asBefore) },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "5. After a restart or a switchover, everything is unattributable.",
    does: "It asks who answers after a failed look, but not after the deciding one.",
    rules: inPair,
    conduct: {
      receive: systemReadAs(asBefore, ({ verdict }) => verdict !== undefined),
    },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "5. After a restart or a switchover, everything is unattributable.",
    does: "It takes a system that cannot be identified at the end for the same.",
    rules: withRestarts,
    conduct: {
      receive: saying((said, { verdict }) =>
        "confidence" in said && verdict?.kind === "ended" && !said.evidence.system
          ? { ...said, confidence: "documented" }
          : said,
      ),
    },
    breaks: "what is said to have failed has",
  },
  {
    rule: "5. After a restart or a switchover, everything is unattributable.",
    does: "It passes over the name of the system.",
    rules: inPair,
    conduct: {
      receive: systemReadAs((system, { hostName = "" }) => ({ ...system, hostName })),
    },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "5. After a restart or a switchover, everything is unattributable.",
    does: "It passes over the uptime.",
    rules: withRestarts,
    conduct: {
      receive: systemReadAs((system, before, elapsedMs) => ({
        ...system,
        uptimeSeconds: asBefore(system, before, elapsedMs).uptimeSeconds,
      })),
    },
    breaks: "what is said to have failed has",
  },
  {
    rule: "5. After a restart or a switchover, everything is unattributable.",
    does: "It takes a system that tells nothing of itself for the same.",
    rules: { ...inPair, broken: new Set(["the system says who it is"]) },
    conduct: {
      receive: (poll, result, lock) => {
        const system = { hostName: "", role: "active" };
        const { baseline } = poll.wait;
        const named = { ...baseline, system: { ...system, uptimeSeconds: 0 } };
        const uptimeSeconds = result.elapsedMs / 1_000;
        const told =
          result.request === "system"
            ? { ...result, system: { ...system, uptimeSeconds } }
            : result;
        return receive({ ...poll, wait: { ...poll.wait, baseline: named } }, told, lock);
      },
    },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "5. What was seen and no longer shows is lost.",
    does: "It goes on waiting where the slot stays empty.",
    rules: thatForgets,
    conduct: { receive: mistaking(() => ({ emptied: false })) },
    breaks: "where ours was seen, a slot that stays empty ends the wait",
  },
  {
    rule: "5. What was seen and no longer shows is lost.",
    does: "It says so at the first look at an empty slot.",
    rules: thatForgets,
    conduct: {
      receive: mistaking((_, { request }) => (request === "status" ? { emptied: true } : {})),
    },
    breaks: "a verdict rests on what was just seen",
  },
  {
    rule: "5. A restart is settled by the versions after it.",
    does: "It goes by versions that it asked for before the restart.",
    rules: { ...inPair, returns: true },
    conduct: {
      receive: mistaking(({ baseline, verdict }, result) => {
        if (result.request !== "system" || !verdict) return {};
        const { system, elapsedMs } = result;
        return compareSystems(baseline.system, system, elapsedMs) === "restarted"
          ? { epoch: "new", verdict: { kind: "lost", reason: "restarted" } }
          : {};
      }),
    },
    breaks: "what is said to have taken no effect never will",
  },
  {
    rule: "6. Superseded is an outcome of its own.",
    does: "It calls it a failure.",
    rules: withOthers,
    conduct: {
      receive: saying((said) =>
        said.outcome === "superseded"
          ? { ...said, outcome: "failed", confidence: "documented" }
          : said,
      ),
    },
    breaks: "what is said to have failed has",
  },
  {
    rule: "6. Superseded is an outcome of its own.",
    does: "It goes on waiting for a request that was superseded.",
    rules: withOthers,
    conduct: {
      receive: (poll, result, lock) => {
        const step = receive(poll, result, lock);
        const isSuperseded = step.poll.wait.verdict?.kind === "superseded";
        return isSuperseded ? { poll } : step;
      },
    },
    breaks: "somebody else's request in the place of ours ends the wait",
  },
  {
    rule: "6. Superseded is an outcome of its own.",
    does: "It says so of a request that may still come to show.",
    rules: withOthers,
    conduct: {
      receive: mistaking(({ baseline }, result) =>
        result.request === "status" && result.operationState !== baseline.operationState
          ? { registrationMs: 0 }
          : {},
      ),
    },
    breaks: "a verdict rests on what was just seen",
  },
  {
    rule: "6. The versions decide whether a request took effect.",
    does: "It says that one did not, though it may still be at work.",
    rules: { ...withOthers, secondRequest: "replaces" },
    conduct: {
      receive: saying((said) => {
        if (!("versionEvidence" in said) || said.versionEvidence === "confirms") return said;
        const { baseline, versions } = said.evidence;
        const hasMoved = versions?.runningVersion !== baseline.versions?.runningVersion;
        const couldMove = baseline.versions?.runningVersion !== baseline.versions?.currentVersion;
        return couldMove && !hasMoved ? { ...said, versionEvidence: "denies" } : said;
      }),
    },
    breaks: "what is said to have taken no effect never will",
  },
  {
    rule: "6. The versions decide whether a request took effect.",
    does: "It takes any activation for one of what was saved when it submitted.",
    rules: withOthers,
    conduct: {
      receive: saying((said, { operation }) => {
        const { baseline, versions, ...evidence } = said.evidence;
        const isRunning = versions?.runningVersion === versions?.currentVersion;
        return said.outcome === "lost" && versions && baseline.versions && isRunning
          ? {
              outcome: "succeeded",
              operation,
              elapsedMs: said.elapsedMs,
              evidence: { ...evidence, baseline, versions },
              confidence: "documented",
            }
          : said;
      }),
    },
    breaks: "what is said to have succeeded has, or, of an activate, what was to be activated runs",
  },
  {
    rule: "6. The versions decide whether a request took effect.",
    does: "It takes what they say for proof.",
    rules: withOthers,
    conduct: {
      receive: saying((said, { verdict }) =>
        said.outcome === "succeeded" && verdict?.kind !== "ended"
          ? { ...said, confidence: "proven" }
          : said,
      ),
    },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "6. A saved version tells of ours only where nobody else can have saved.",
    does: "It goes by it though the lock was lost.",
    rules: { ...withOthers, operation: "save" },
    conduct: {
      receive: mistaking(({ verdict }) => (verdict ? { lock: "held" } : {})),
    },
    breaks: "what is said to have succeeded has, or, of an activate, what was to be activated runs",
  },
  {
    rule: "6. A saved version tells of ours only where nobody else can have saved.",
    does: "It says so of a request that was superseded when the lock was lost.",
    rules: { ...withOthers, operation: "save" },
    conduct: {
      receive: mistaking(({ verdict }) =>
        verdict?.kind === "superseded" ? { lock: "held", foreignSeen: false } : {},
      ),
    },
    breaks:
      "what is said to have taken effect has, or, of an activate, what was to be activated runs",
  },
  {
    rule: "6. A saved version tells of ours only where nobody else can have saved.",
    does: "It goes by it though others issue requests under our lock.",
    rules: { ...withOthers, operation: "save", broken: new Set(["the lock binds everybody"]) },
    conduct: {
      receive: mistaking(({ verdict }) => (verdict ? { foreignSeen: false } : {})),
    },
    breaks: "nothing rests on the lock once somebody else's request was seen under it",
  },
  {
    rule: "7. The lock keeps others away only as long as it is held.",
    does: "It passes over the loss of the lock.",
    rules: withOthers,
    conduct: {
      applyLock: (wait) => wait,
      lockUntilNow: () => "held",
    },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "7. After a renewal, the lock is proven only by the first token, or by its use.",
    does: "It takes a lock that is only presumed for a lock that is held.",
    rules: withUnsureRenewals,
    conduct: {
      lockUntilNow: (tenure, life) =>
        lockUntilNow(tenure, life) === "presumed" ? "held" : lockUntilNow(tenure, life),
    },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "7. A renewal without a response leaves the lock in doubt.",
    does: "It does not note it.",
    rules: { ...withOthers, operation: "verify", renewals: true },
    conduct: { notesLostRenewal: false },
    breaks: "what is said to have failed has",
  },
  {
    rule: "7. The lock counts from before the baseline.",
    does: "It looks which lock it holds after the baseline.",
    rules: { ...withOthers, operation: "verify", renewals: true },
    conduct: { readsLock: "after the baseline" },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "8. The clock of another process may differ.",
    does: "It counts by the clock of another process as by its own.",
    rules: { ...alone, resumes: true },
    conduct: {
      resumedState: (saved) => ({ ...resumedState(saved), clock: "ours" }),
    },
    breaks: "what is said to have taken no effect never will",
  },
  {
    rule: "5. After a restart or a switchover, everything is unattributable.",
    does: "It passes over the role of the system.",
    rules: { ...inPair, oneName: true },
    conduct: {
      receive: systemReadAs((system, { role = "" }) => ({ ...system, role })),
    },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "5. After a restart or a switchover, everything is unattributable.",
    does: "It passes over the time since the baseline.",
    rules: { ...withOthers, operation: "verify", restarts: true, uptime: "short" },
    conduct: {
      receive: misreading((result) =>
        result.request === "system" ? { ...result, elapsedMs: 0 } : result,
      ),
    },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "5. After a restart or a switchover, everything is unattributable.",
    does: "It takes a system that does not respond at the end for the same.",
    rules: inPair,
    conduct: {
      receive: (poll, result, lock) => {
        const isLast = poll.request === "system" && poll.wait.verdict;
        if (result.request !== "failed" || !isLast) return receive(poll, result, lock);
        const { elapsedMs } = result;
        const { system = {} } = poll.wait.baseline;
        const told = { request: "system", elapsedMs, system: asBefore(system, system, elapsedMs) };
        return receive(poll, { ...told, request: "system" }, lock);
      },
    },
    breaks: "what is proven to have succeeded has",
  },
  {
    rule: "6. The versions can contradict an end.",
    does: "It takes a success for proven though the version that ran still runs.",
    rules: { ...alone, broken: new Set(["the slot shows the last one issued"]) },
    conduct: {
      receive: saying((said, { verdict }) =>
        said.outcome === "lost" && said.reason === "contradicted" && verdict?.kind === "ended"
          ? { ...said, outcome: "succeeded", confidence: "proven" }
          : said,
      ),
    },
    breaks: "nothing is proven that the versions contradict",
  },
  {
    rule: "6. The versions can contradict an end.",
    does: "It takes a failure for proven though what was to be activated runs.",
    rules: { ...withRestarts, broken: new Set(["a restart shows in the uptime"]) },
    conduct: {
      receive: saying((said) =>
        said.outcome === "failed" ? { ...said, confidence: "proven" } : said,
      ),
    },
    breaks: "nothing is proven that the versions contradict",
  },
];
