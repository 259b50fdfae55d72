import type { OperationState } from "@asyncstatus/model";
import { compareSystems } from "../../src/operation/compare-systems.ts";
import { receive } from "../../src/operation/poll-step.ts";
import { resumedState } from "../../src/operation/saved-operation.ts";
import type { SystemIdentity, WaitState } from "../../src/operation/wait-state.ts";
import type { Behavior } from "./behavior.ts";
import { type Receive, withOutcome, withResult, withWait } from "./broken-client.ts";
import type { InvariantName } from "./invariants.ts";
import { type Rules, rulesOf } from "./rules.ts";
import { lockUntilNow } from "./tenure.ts";

/** A client that breaks a rule of the wait. */
export interface Mutant {
  readonly rule: string;
  /** Its behavior. */
  readonly does: string;
  /** A small model in which it breaks the invariant. */
  readonly rules: Rules;
  readonly behavior: Partial<Behavior>;
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
const thatClears: Rules = { ...alone, clears: true };
const withUnknownStatuses: Rules = { ...alone, unknownStatuses: true };

const statusReadAs = (
  read: (operationState: OperationState, wait: WaitState) => OperationState,
): Receive =>
  withResult((result, { wait }) =>
    result.request === "status" && result.operationState
      ? { ...result, operationState: read(result.operationState, wait) }
      : result,
  );

const systemReadAs = (
  read: (system: SystemIdentity, before: SystemIdentity, elapsedMs: number) => SystemIdentity,
  isRead: (wait: WaitState) => boolean = () => true,
): Receive =>
  withResult((result, { wait }) => {
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
    rule: "1. The baseline is read before the submission.",
    does: "It ignores the status of the baseline.",
    rules: alone,
    behavior: {
      receive: withWait(({ baseline: { operationState: _, ...baseline } }) => ({ baseline })),
    },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "1. The baseline is read before the submission.",
    does: "It identifies the system after the rest of the baseline, not before.",
    rules: inPair,
    behavior: { baseline: ["operationState", "versions", "system"] },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "1. The baseline is read before the submission.",
    does: "It treats an unknown status in the baseline as an end.",
    rules: withUnknownStatuses,
    behavior: {
      receive: withWait(({ baseline }) =>
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
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "2. After a lost response, the status and the versions determine the outcome.",
    does: "It treats a submission without a response as accepted.",
    rules: alone,
    behavior: { receive: withWait(() => ({ submission: "accepted" })) },
    breaks: "a request that is reported as failed has failed",
  },
  {
    rule: "2. After a lost response, the status and the versions determine the outcome.",
    does: "It reports a submission without a response that is never shown as failed.",
    rules: alone,
    behavior: {
      receive: withOutcome((outcome) =>
        outcome.outcome === "submission-unknown"
          ? { ...outcome, outcome: "failed", confidence: "documented" }
          : outcome,
      ),
    },
    breaks: "a request that is reported as failed has failed",
  },
  {
    rule: "3. A status that may be from before the submission is stale.",
    does: "It does not wait until the device must show an accepted request.",
    rules: alone,
    behavior: { receive: withWait(() => ({ registrationMs: 0 })) },
    breaks: "a request that is reported as failed has failed",
  },
  {
    rule: "3. A status that may be from before the submission is stale.",
    does: "It dates a status reading by its response, not by its request.",
    rules: alone,
    behavior: { statusIsOf: "response" },
    breaks: "a request that is reported as failed has failed",
  },
  {
    rule: "3. Once our request was seen, a status like that of the baseline is ours.",
    does: "It ignores that our request was seen.",
    rules: alone,
    behavior: { receive: withWait(() => ({ seen: false })) },
    breaks: "an end of our request under our lock ends the wait",
  },
  {
    rule: "3. A request with another operation is foreign.",
    does: "It attributes a request with any operation to us.",
    rules: alone,
    behavior: {
      receive: statusReadAs((operationState, { operation }) => ({ ...operationState, operation })),
    },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "3. If others submit requests under our lock, nothing is proven.",
    does: "It ignores a foreign request.",
    rules: {
      ...withOthers,
      operation: "verify",
      broken: new Set(["the lock applies to every user"]),
    },
    behavior: { receive: withWait(() => ({ foreignSeen: false })) },
    breaks: "no result depends on the lock after a foreign request under it",
  },
  {
    rule: "3. Without the lock, a request with our operation is unknown.",
    does: "It attributes it to us.",
    rules: withOthers,
    behavior: {
      receive: withWait((_, { request }) => (request === "status" ? { lock: "held" } : {})),
    },
    breaks: "a request that is reported as failed has failed",
  },
  {
    rule: "3. Without the lock, a request with our operation is unknown.",
    does: "It attributes it to us if the status is that of the baseline.",
    rules: withOthers,
    behavior: {
      receive: withWait(({ baseline }, result) =>
        result.request === "status" && result.operationState === baseline.operationState
          ? { lock: "held" }
          : {},
      ),
    },
    breaks: "a request that is reported as failed has failed",
  },
  {
    rule: "3. The vendor's documentation is no proof.",
    does: "It reports every outcome as proven.",
    rules: { ...alone, broken: new Set(["an accepted request is shown in time"]) },
    behavior: {
      receive: withOutcome((outcome) =>
        "confidence" in outcome ? { ...outcome, confidence: "proven" } : outcome,
      ),
    },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "3. The vendor's documentation is no proof.",
    does: "It relies on it for one reading, and treats it as proof for the next.",
    rules: {
      ...withUnknownStatuses,
      secondRequest: "replaces",
      broken: new Set(["an accepted request is shown in time"]),
    },
    behavior: {
      receive: (poll, result, lock) => {
        const step = receive(poll, result, lock);
        const { wait } = step.poll;
        const seen = wait.seen || step.attribution?.attribution === "ours";
        return { ...step, poll: { ...step.poll, wait: { ...wait, seen } } };
      },
    },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "4. `fail` ends the wait at once.",
    does: "It continues after a failure.",
    rules: alone,
    behavior: {
      receive: statusReadAs((operationState, { operation, baseline }) =>
        operationState.status === "fail" && operationState !== baseline.operationState
          ? { operation, status: "inProgress" }
          : operationState,
      ),
    },
    breaks: "an end of our request under our lock ends the wait",
  },
  {
    rule: "4. `inProgress` does not end the wait.",
    does: "It treats it as an end.",
    rules: alone,
    behavior: {
      receive: statusReadAs((operationState) =>
        operationState.status === "inProgress"
          ? { ...operationState, status: "success" }
          : operationState,
      ),
    },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "4. An unknown status does not end the wait.",
    does: "It treats it as a failure.",
    rules: withUnknownStatuses,
    behavior: {
      receive: statusReadAs((operationState) =>
        operationState.status === "unknown"
          ? { ...operationState, status: "fail" }
          : operationState,
      ),
    },
    breaks: "a request that is reported as failed has failed",
  },
  {
    rule: "5. After a restart or a switchover, each reading is unknown.",
    does: "It never identifies the system.",
    rules: inPair,
    behavior: { receive: systemReadAs(asBefore) },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "5. After a restart or a switchover, each reading is unknown.",
    does: "It identifies the system after a failed poll, but not at the end.",
    rules: inPair,
    behavior: {
      receive: systemReadAs(asBefore, ({ verdict }) => verdict !== undefined),
    },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "5. After a restart or a switchover, each reading is unknown.",
    does: "It treats a system that cannot be identified at the end as the same.",
    rules: withRestarts,
    behavior: {
      receive: withOutcome((outcome, { verdict }) =>
        "confidence" in outcome && verdict?.kind === "ended" && !outcome.evidence.system
          ? { ...outcome, confidence: "documented" }
          : outcome,
      ),
    },
    breaks: "a request that is reported as failed has failed",
  },
  {
    rule: "5. After a restart or a switchover, each reading is unknown.",
    does: "It ignores the host name.",
    rules: inPair,
    behavior: {
      receive: systemReadAs((system, { hostName = "" }) => ({ ...system, hostName })),
    },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "5. After a restart or a switchover, each reading is unknown.",
    does: "It ignores the uptime.",
    rules: withRestarts,
    behavior: {
      receive: systemReadAs((system, before, elapsedMs) => ({
        ...system,
        uptimeSeconds: asBefore(system, before, elapsedMs).uptimeSeconds,
      })),
    },
    breaks: "a request that is reported as failed has failed",
  },
  {
    rule: "5. After a restart or a switchover, each reading is unknown.",
    does: "It treats a system that does not identify itself as the same.",
    rules: { ...inPair, broken: new Set(["the system identifies itself"]) },
    behavior: {
      receive: (poll, result, lock) => {
        const system = { hostName: "", role: "active" };
        const { baseline } = poll.wait;
        const named = { ...baseline, system: { ...system, uptimeSeconds: 0 } };
        const uptimeSeconds = result.elapsedMs / 1_000;
        const changed =
          result.request === "system"
            ? { ...result, system: { ...system, uptimeSeconds } }
            : result;
        return receive({ ...poll, wait: { ...poll.wait, baseline: named } }, changed, lock);
      },
    },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "5. A request that was seen and is no longer shown is lost.",
    does: "It continues to wait if the status stays cleared.",
    rules: thatClears,
    behavior: { receive: withWait(() => ({ emptied: false })) },
    breaks: "a status that stays cleared after our request ends the wait",
  },
  {
    rule: "5. A request that was seen and is no longer shown is lost.",
    does: "It reports it as lost after the first cleared status.",
    rules: thatClears,
    behavior: {
      receive: withWait((_, { request }) => (request === "status" ? { emptied: true } : {})),
    },
    breaks: "a verdict follows from the last reading",
  },
  {
    rule: "5. After a restart, the versions are read again.",
    does: "It uses versions that it read before the restart.",
    rules: { ...inPair, returns: true },
    behavior: {
      receive: withWait(({ baseline, verdict }, result) => {
        if (result.request !== "system" || !verdict) return {};
        const { system, elapsedMs } = result;
        return compareSystems(baseline.system, system, elapsedMs) === "restarted"
          ? { epoch: "new", verdict: { kind: "lost", reason: "restarted" } }
          : {};
      }),
    },
    breaks: "a request that the versions deny has no effect later",
  },
  {
    rule: "6. Superseded is an outcome of its own.",
    does: "It reports a failure.",
    rules: withOthers,
    behavior: {
      receive: withOutcome((outcome) =>
        outcome.outcome === "superseded"
          ? { ...outcome, outcome: "failed", confidence: "documented" }
          : outcome,
      ),
    },
    breaks: "a request that is reported as failed has failed",
  },
  {
    rule: "6. Superseded is an outcome of its own.",
    does: "It continues to wait for a superseded request.",
    rules: withOthers,
    behavior: {
      receive: (poll, result, lock) => {
        const step = receive(poll, result, lock);
        const isSuperseded = step.poll.wait.verdict?.kind === "superseded";
        return isSuperseded ? { poll } : step;
      },
    },
    breaks: "a foreign request that replaces ours ends the wait",
  },
  {
    rule: "6. Superseded is an outcome of its own.",
    does: "It reports a request as superseded that may still be shown.",
    rules: withOthers,
    behavior: {
      receive: withWait(({ baseline }, result) =>
        result.request === "status" && result.operationState !== baseline.operationState
          ? { registrationMs: 0 }
          : {},
      ),
    },
    breaks: "a verdict follows from the last reading",
  },
  {
    rule: "6. The versions show if an activate succeeded.",
    does: "It denies a request that may still be running.",
    rules: { ...withOthers, secondRequest: "replaces" },
    behavior: {
      receive: withOutcome((outcome) => {
        if (!("versionEvidence" in outcome) || outcome.versionEvidence === "confirms")
          return outcome;
        const { baseline, versions } = outcome.evidence;
        const hasMoved = versions?.runningVersion !== baseline.versions?.runningVersion;
        const couldMove = baseline.versions?.runningVersion !== baseline.versions?.currentVersion;
        return couldMove && !hasMoved ? { ...outcome, versionEvidence: "denies" } : outcome;
      }),
    },
    breaks: "a request that the versions deny has no effect later",
  },
  {
    rule: "6. The versions show if an activate succeeded.",
    does: "It treats the activation of any configuration as that of ours.",
    rules: withOthers,
    behavior: {
      receive: withOutcome((outcome, { operation }) => {
        const { baseline, versions, ...evidence } = outcome.evidence;
        const isRunning = versions?.runningVersion === versions?.currentVersion;
        return outcome.outcome === "lost" && versions && baseline.versions && isRunning
          ? {
              outcome: "succeeded",
              operation,
              elapsedMs: outcome.elapsedMs,
              evidence: { ...evidence, baseline, versions },
              confidence: "documented",
            }
          : outcome;
      }),
    },
    breaks:
      "a request that is reported as succeeded has succeeded, or its configuration is running",
  },
  {
    rule: "6. The versions show if an activate succeeded.",
    does: "It treats them as proof.",
    rules: withOthers,
    behavior: {
      receive: withOutcome((outcome, { verdict }) =>
        outcome.outcome === "succeeded" && verdict?.kind !== "ended"
          ? { ...outcome, confidence: "proven" }
          : outcome,
      ),
    },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "6. A saved version confirms a save only if no one else could have saved.",
    does: "It uses the version although the lock was lost.",
    rules: { ...withOthers, operation: "save" },
    behavior: {
      receive: withWait(({ verdict }) => (verdict ? { lock: "held" } : {})),
    },
    breaks:
      "a request that is reported as succeeded has succeeded, or its configuration is running",
  },
  {
    rule: "6. A saved version confirms a save only if no one else could have saved.",
    does: "It confirms a request that was superseded after the lock was lost.",
    rules: { ...withOthers, operation: "save" },
    behavior: {
      receive: withWait(({ verdict }) =>
        verdict?.kind === "superseded" ? { lock: "held", foreignSeen: false } : {},
      ),
    },
    breaks: "a request that the versions confirm has succeeded, or its configuration is running",
  },
  {
    rule: "6. A saved version confirms a save only if no one else could have saved.",
    does: "It uses the version although others submit requests under our lock.",
    rules: {
      ...withOthers,
      operation: "save",
      broken: new Set(["the lock applies to every user"]),
    },
    behavior: {
      receive: withWait(({ verdict }) => (verdict ? { foreignSeen: false } : {})),
    },
    breaks: "no result depends on the lock after a foreign request under it",
  },
  {
    rule: "7. The lock excludes others only while it is held.",
    does: "It ignores the loss of the lock.",
    rules: withOthers,
    behavior: {
      applyLock: (wait) => wait,
      lockUntilNow: () => "held",
    },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "7. After a renewal, the lock is proven only until the first token expires, or by its use.",
    does: "It treats a presumed lock as held.",
    rules: withUnsureRenewals,
    behavior: {
      lockUntilNow: (tenure, life) =>
        lockUntilNow(tenure, life) === "presumed" ? "held" : lockUntilNow(tenure, life),
    },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "7. After a renewal without a response, the lock may be lost.",
    does: "It ignores the lost response.",
    rules: { ...withOthers, operation: "verify", renewals: true },
    behavior: { notesLostRenewal: false },
    breaks: "a request that is reported as failed has failed",
  },
  {
    rule: "7. The lock counts from before the baseline.",
    does: "It reads the lock history after the baseline.",
    rules: { ...withOthers, operation: "verify", renewals: true },
    behavior: { readsLock: "after the baseline" },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "8. The clock of another process may differ.",
    does: "It treats the clock of another process as its own.",
    rules: { ...alone, resumes: true },
    behavior: {
      resumedState: (saved) => ({ ...resumedState(saved), clock: "ours" }),
    },
    breaks: "a request that the versions deny has no effect later",
  },
  {
    rule: "5. After a restart or a switchover, each reading is unknown.",
    does: "It ignores the role.",
    rules: { ...inPair, oneHostName: true },
    behavior: {
      receive: systemReadAs((system, { role = "" }) => ({ ...system, role })),
    },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "5. After a restart or a switchover, each reading is unknown.",
    does: "It ignores the time since the baseline.",
    rules: { ...withOthers, operation: "verify", restarts: true, uptime: "short" },
    behavior: {
      receive: withResult((result) =>
        result.request === "system" ? { ...result, elapsedMs: 0 } : result,
      ),
    },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "5. After a restart or a switchover, each reading is unknown.",
    does: "It treats a system that does not respond at the end as the same.",
    rules: inPair,
    behavior: {
      receive: (poll, result, lock) => {
        const isLast = poll.request === "system" && poll.wait.verdict;
        if (result.request !== "failed" || !isLast) return receive(poll, result, lock);
        const { elapsedMs } = result;
        const system = asBefore({}, poll.wait.baseline.system ?? {}, elapsedMs);
        return receive(poll, { request: "system", elapsedMs, system }, lock);
      },
    },
    breaks: "a request that is proven to have succeeded has succeeded",
  },
  {
    rule: "6. The versions can contradict a result.",
    does: "It proves a success although the previous version is still running.",
    rules: { ...alone, broken: new Set(["the status shows the most recent request"]) },
    behavior: {
      receive: withOutcome((outcome, { verdict }) =>
        outcome.outcome === "lost" && outcome.reason === "contradicted" && verdict?.kind === "ended"
          ? { ...outcome, outcome: "succeeded", confidence: "proven" }
          : outcome,
      ),
    },
    breaks: "no proven result contradicts the versions",
  },
  {
    rule: "6. The versions can contradict a result.",
    does: "It proves a failure although the new version is running.",
    rules: { ...withRestarts, broken: new Set(["a restart shows in the uptime"]) },
    behavior: {
      receive: withOutcome((outcome) =>
        outcome.outcome === "failed" ? { ...outcome, confidence: "proven" } : outcome,
      ),
    },
    breaks: "no proven result contradicts the versions",
  },
  {
    rule: "3. The error message of a status is no change.",
    does: "It treats a reworded error message as a change.",
    rules: { ...alone, rewords: true },
    behavior: {
      receive: withWait(({ baseline }, result) => {
        const { operationState: before, ...rest } = baseline;
        const isReworded =
          result.request === "status" &&
          before?.errorMessage !== result.operationState?.errorMessage &&
          before?.status === result.operationState?.status;
        return isReworded ? { baseline: rest } : {};
      }),
    },
    breaks: "a request that is proven to have failed has failed",
  },
  {
    rule: "6. The versions can contradict a result.",
    does: "It does not read versions again that contradict a success.",
    rules: { ...alone, versionsLag: true },
    behavior: { receive: withWait(() => ({ contradictedAtMs: -10_000 })) },
    breaks: "versions that lag behind contradict no result",
  },
  {
    rule: "6. A saved version confirms a save only if no one else could have saved.",
    does: "It confirms a save if the versions show two more.",
    rules: {
      ...withOthers,
      operation: "save",
      broken: new Set(["the lock applies to every user"]),
    },
    behavior: {
      receive: withOutcome((outcome, { lock, operation }) => {
        const { baseline, versions } = outcome.evidence;
        const { currentVersion = 0 } = baseline.versions ?? {};
        const isMore = versions && versions.currentVersion > currentVersion + 1;
        if (outcome.outcome !== "submission-unknown" || !isMore || lock === "lost") return outcome;
        const { elapsedMs, evidence } = outcome;
        return { outcome: "succeeded", operation, elapsedMs, evidence, confidence: "probable" };
      }),
    },
    breaks: "the versions confirm a save only if they show one more",
  },
  {
    rule: "2. After a lost response, the status and the versions determine the outcome.",
    does: "It denies a submission that may still arrive.",
    rules: { ...alone, arrivesLate: true },
    behavior: {
      receive: withOutcome((outcome) =>
        outcome.outcome === "submission-unknown"
          ? { ...outcome, versionEvidence: "denies" }
          : outcome,
      ),
    },
    breaks: "a request that the versions deny has no effect later",
  },
];
