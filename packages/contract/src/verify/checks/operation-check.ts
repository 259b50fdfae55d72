import { type RestVersion, TransportError } from "@asyncstatus/client";
import {
  type ConfigVersions,
  decode,
  decodeLeniently,
  type OperationState,
} from "@asyncstatus/model";
import type { OperationId } from "@asyncstatus/model/operations";
import { type Finding, isAboutProvider } from "../validation/finding.ts";
import { behaviorFinding } from "../validation/meaning-findings.ts";
import { validateResponse } from "../validation/validate-response.ts";
import { type CheckRunner, subjectOf } from "./check-runner.ts";
import { FollowedOperation, nameOf, type Verdict } from "./followed-operation.ts";
import { acquireLock, releaseLock } from "./lock-checks.ts";

/** The operations that a verification can run, in their customary order. */
export const allowedOperations = ["verify", "save", "activate"] as const;

/** An operation that a verification can run. */
export type AllowedOperation = (typeof allowedOperations)[number];

/** The request that starts each operation. */
export const requestOf: Readonly<Record<AllowedOperation, OperationId>> = {
  verify: "saveVerifyOrRestore",
  save: "saveVerifyOrRestore",
  activate: "activateOrBackUp",
};

/** The options of {@link checkOperation}. */
export interface OperationCheck {
  readonly version: RestVersion;
  readonly operation: AllowedOperation;
  readonly token: string;
  /** The time limit for the operation to finish. */
  readonly timeoutMs: number;
}

const pollMs = 1_000;
const pollAfterEndMs = 400;

/** Acquires the lock, runs an operation, follows its status to the end, and releases the lock. */
export async function checkOperation(runner: CheckRunner, check: OperationCheck): Promise<void> {
  const { version, operation, token } = check;
  const operationId = requestOf[operation];
  const query = { action: operation };
  const subject = subjectOf(
    { version, operationId, query },
    202,
    `A request to ${operation} is accepted.`,
  );
  const before = (await pollStatus(runner, check))?.state;
  if (before?.status === "inProgress") {
    runner.skip(subject, "busy", `another request (${nameOf(before)}) is in progress`);
    return;
  }
  const request = {
    version,
    operationId,
    authorization: { token },
    query,
    onInterrupt: "finish",
  } as const;
  if (operation === "verify") {
    await runner.run({
      request,
      status: 423,
      description: "A request to verify is rejected without the configuration lock.",
    });
  }
  if (!(await acquireLock(runner, version, token))) {
    runner.skip(subject, "lock-not-acquired", "the configuration lock could not be acquired");
    return;
  }
  try {
    const versions = await readVersions(runner, check);
    const { response } = await runner.run({
      request,
      status: 202,
      description: subject.description,
    });
    const end = response && (await followOperation(runner, check, before));
    if (end?.status === "success" && versions) await checkVersionsAfter(runner, check, versions);
  } finally {
    await releaseLock(runner, version, token);
  }
}

/**
 * Polls the status until it shows the operation's end, and a few times more.
 *
 * @returns The end, if it was seen.
 */
async function followOperation(
  runner: CheckRunner,
  check: OperationCheck,
  before: OperationState | undefined,
): Promise<OperationState | undefined> {
  const { version, operation, timeoutMs } = check;
  const { clock, signal } = runner.provider;
  const subject = subjectOf(
    { version, operationId: "getAsyncStatus" },
    200,
    `The status shows the request to ${operation} until its end.`,
  );
  const followed = new FollowedOperation(operation, before);
  const since = clock.now();
  let assumptions: readonly Finding[] = [];
  let verdict: Verdict | undefined;
  while (!verdict) {
    const reading = await pollStatus(runner, check);
    if (reading?.findings.some(isAboutProvider)) {
      runner.add(subject, reading.findings);
      return undefined;
    }
    if (reading) {
      if (reading.findings.length > 0) assumptions = reading.findings;
      verdict = followed.poll(reading.state);
    }
    verdict ??= followed.pollsEnd(clock.now() - since, timeoutMs);
    if (!verdict) await clock.sleep(followed.hasEnded ? pollAfterEndMs : pollMs, signal);
  }
  if ("end" in verdict) {
    runner.add(subject, assumptions);
    return verdict.end;
  }
  if ("inconclusive" in verdict) runner.addInconclusive(subject, verdict.inconclusive);
  else {
    const fact = "AsyncStatusResponse/data/operationState";
    const finding = behaviorFinding(version, fact, verdict.expected, verdict.actual);
    runner.add(subject, [finding]);
  }
  return undefined;
}

const expectedVersions: Readonly<Record<AllowedOperation, string>> = {
  verify: "both as before",
  save: "the saved one not lower than before, the running one as before",
  activate: "the saved one as before, the running one equal to it",
};

/** Reads the versions of the configuration. Undefined if that fails, which another check reports. */
async function readVersions(
  { provider }: CheckRunner,
  { version, token }: OperationCheck,
): Promise<ConfigVersions | undefined> {
  const operationId = "getConfigurationVersions";
  const response = await provider.send({ version, operationId, authorization: { token } });
  const findings = validateResponse({ version, operationId, status: 200 }, response);
  if (findings.some(isAboutProvider)) return undefined;
  return decode("ConfigurationVersionsResponse", response.body).data.configVersions;
}

/** Checks that the versions of the configuration agree with the success of an operation. */
async function checkVersionsAfter(
  runner: CheckRunner,
  { version, operation, token }: OperationCheck,
  before: ConfigVersions,
): Promise<void> {
  const expected = expectedVersions[operation];
  await runner.run({
    request: { version, operationId: "getConfigurationVersions", authorization: { token } },
    status: 200,
    description: `After ${operation}, the configuration versions are: ${expected}.`,
    validate: ({ body }) => {
      const { currentVersion: saved, runningVersion: running } = decode(
        "ConfigurationVersionsResponse",
        body,
      ).data.configVersions;
      const isRight = {
        verify: saved === before.currentVersion && running === before.runningVersion,
        save: saved >= before.currentVersion && running === before.runningVersion,
        activate: saved === before.currentVersion && running === saved,
      }[operation];
      if (isRight) return [];
      const fact = "ConfigurationVersionsResponse/data/configVersions";
      const change = `saved ${before.currentVersion} and running ${before.runningVersion} became ${saved} and ${running}`;
      return [behaviorFinding(version, fact, expected, change)];
    },
  });
}

/** Polls once. Resolves to undefined if there is no response, which is tolerated during an operation. */
async function pollStatus(
  { provider }: CheckRunner,
  { version, token }: OperationCheck,
): Promise<{ state: OperationState | undefined; findings: readonly Finding[] } | undefined> {
  const request = { version, operationId: "getAsyncStatus", authorization: { token } } as const;
  try {
    const response = await provider.send(request);
    const findings = validateResponse({ ...request, status: 200 }, response);
    const state = !findings.some(isAboutProvider)
      ? decodeLeniently("AsyncStatusResponse", response.body).data.operationState
      : undefined;
    return { state, findings };
  } catch (error) {
    if (!(error instanceof TransportError) || error.code === "aborted") throw error;
    return undefined;
  }
}
