import { type RestVersion, TransportError } from "@asyncstatus/client";
import { decode, isTerminal, type OperationState } from "@asyncstatus/model";
import type { OperationId } from "@asyncstatus/model/operations";
import { pathOf } from "../provider/provider.ts";
import type { Finding } from "../validation/finding.ts";
import { validateResponse } from "../validation/validate-response.ts";
import { behaviorFinding, type CheckRunner, type CheckSubject } from "./check-runner.ts";
import { acquireLock } from "./lock-checks.ts";

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
// The status is documented to show the latest request: what it still shows after this, it keeps showing.
const staleMs = 10_000;

/** Acquires the lock, runs an operation, follows its status to the end, and releases the lock. */
export async function checkOperation(runner: CheckRunner, check: OperationCheck): Promise<void> {
  const { version, operation, token } = check;
  const operationId = requestOf[operation];
  const subject = {
    version,
    name: `${operationId} 202`,
    description: `A request to ${operation} is accepted.`,
  };
  const before = (await pollStatus(runner, check))?.state;
  if (before?.status === "inProgress") {
    runner.skip(subject, "busy", `another request (${nameOf(runner, before)}) is in progress`);
    return;
  }
  const request = {
    version,
    operationId,
    authorization: { token },
    query: { action: operation },
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
    const { response } = await runner.run({
      request,
      status: 202,
      description: subject.description,
      validate: ({ body }) => validateLink(version, operationId, body),
    });
    if (response) await followOperation(runner, check, before);
  } finally {
    await runner.provider
      .send({
        version,
        operationId: "unlockConfiguration",
        authorization: { token },
        onInterrupt: "ignore",
      })
      .then(({ status }) => runner.locks.record(token, status, "unlockConfiguration"))
      // The lock keeper retries, and reports.
      .catch(() => undefined);
  }
}

function validateLink(version: RestVersion, operationId: OperationId, body: Uint8Array): Finding[] {
  const { links } = decode("AcceptedResponse", body);
  const path = pathOf("getAsyncStatus", version);
  const [link = "", ...more] = links;
  if (more.length === 0 && URL.canParse(link) && new URL(link).pathname === path) return [];
  return [
    behaviorFinding(
      version,
      `${operationId} 202`,
      `one link, the absolute URL of ${path}`,
      links.length === 0 ? "no link" : links.map((text) => JSON.stringify(text)).join(", "),
    ),
  ];
}

/** Polls the status until it shows the operation's end, or until that can't be known. */
async function followOperation(
  runner: CheckRunner,
  check: OperationCheck,
  before: OperationState | undefined,
): Promise<void> {
  const { version, operation, timeoutMs } = check;
  const { clock, signal } = runner.provider;
  const subject: CheckSubject = {
    version,
    name: "getAsyncStatus 200",
    description: `The status shows the request to ${operation} until its end.`,
  };
  const since = clock.now();
  let last = before;
  // Until the status changes, the end of an earlier request of the same name is not ours.
  let isOurs = before?.operation !== operation;
  let wasShown = false;
  while (clock.now() - since < (isOurs ? timeoutMs : Math.min(timeoutMs, staleMs))) {
    const reading = await pollStatus(runner, check);
    if (reading) {
      const { state, findings } = reading;
      if (findings.length > 0) return runner.add(subject, findings);
      if (wasShown && state?.operation !== operation) {
        const reason = state
          ? `another request (${nameOf(runner, state)}) replaced it in the status`
          : "the status was cleared before its end";
        return runner.skip(subject, "outcome-unknown", reason);
      }
      last = state;
      isOurs ||= state?.operation === operation && !isTerminal(state.status);
      wasShown = isOurs && state?.operation === operation;
      if (wasShown && state && isTerminal(state.status)) return runner.add(subject, []);
    }
    await clock.sleep(pollMs, signal);
  }
  const status = last
    ? `${nameOf(runner, last)} ${hide(runner, last.raw?.status ?? last.status)}`
    : "no request";
  const reason = isOurs
    ? `it did not end within ${timeoutMs / 1000} s; the status shows ${status}`
    : `the status shows ${status} of an earlier request throughout, which looks like its end`;
  runner.skip(subject, "outcome-unknown", reason);
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
    const isReadable = !findings.some(({ about }) => about === "provider");
    const state = isReadable
      ? decode("AsyncStatusResponse", response.body).data.operationState
      : undefined;
    return { state, findings };
  } catch (error) {
    if (!(error instanceof TransportError) || error.code === "aborted") throw error;
    return undefined;
  }
}

/** The name of an operation as the provider writes it. */
function nameOf(runner: CheckRunner, { raw, operation }: OperationState): string {
  return hide(runner, raw?.operation ?? operation);
}

function hide({ provider }: CheckRunner, text: string): string {
  return provider.secrets.hide(text);
}
