import type { RestVersion } from "@asyncstatus/client";
import { operations } from "@asyncstatus/model/operations";
import { findFact } from "../validation/specification.ts";
import {
  type CheckedRequest,
  type CheckedResponse,
  type CheckRunner,
  skipIfForbidden,
} from "./check-runner.ts";
import { checkToken } from "./read-checks.ts";

const [renewalField] = operations.requestToken.form;

/**
 * Acquires the configuration lock, checks that it excludes other tokens, moves it to a renewed token,
 * and releases it.
 */
export async function checkLock(
  runner: CheckRunner,
  version: RestVersion,
  token: string,
): Promise<void> {
  if (!(await acquireLock(runner, version, token))) return;
  // Of the same user: the lock belongs to a token.
  const { token: other } = await checkToken(runner, version);
  if (other !== undefined) {
    runner.locks.mayHold(version, other);
    await checkLockRequest(runner, version, other, "lockConfiguration", {
      status: 423,
      description: "While the lock is held, another token can't acquire it, even of the same user.",
    });
    await checkLockRequest(runner, version, other, "unlockConfiguration", {
      status: 423,
      description: "While the lock is held, another token can't release it.",
    });
  }
  const renewed = await renewToken(runner, version, token);
  if (renewed === undefined) {
    await checkLockRequest(runner, version, token, "unlockConfiguration", {
      status: 204,
      description: "The token that holds the lock can release it.",
    });
    return;
  }
  const { status } = await runner.run({
    request: lockRequest(version, renewed, "unlockConfiguration"),
    status: 204,
    description: "The lock moves to the renewed token, which can release it.",
    // If the form field has another name, this was a new login, and the lock did not move.
    fact: findFact(version, `TokenRenewal/${renewalField}`),
  });
  // After a 423, both tokens may hold it.
  if (status !== 204) return;
  runner.locks.record(renewed, status, "unlockConfiguration");
  runner.locks.record(token, status, "unlockConfiguration");
}

/** Acquires the lock, as a check. Returns true if it is held. */
export async function acquireLock(
  runner: CheckRunner,
  version: RestVersion,
  token: string,
): Promise<boolean> {
  runner.locks.mayHold(version, token);
  const { response } = await checkLockRequest(runner, version, token, "lockConfiguration", {
    status: 204,
    description: "The configuration lock can be acquired.",
    skipOn: {
      ...skipIfForbidden,
      423: { code: "lock-not-acquired", reason: "another user holds the configuration lock" },
    },
  });
  return response !== undefined;
}

/** Releases the lock, also after an interruption. If that fails, the lock keeper retries, and reports. */
export async function releaseLock(
  { provider, locks }: CheckRunner,
  version: RestVersion,
  token: string,
): Promise<void> {
  const request = lockRequest(version, token, "unlockConfiguration");
  await provider
    .send({ ...request, onInterrupt: "ignore" })
    .then(({ status }) => locks.record(token, status, "unlockConfiguration"))
    .catch(() => undefined);
}

type LockOperation = "lockConfiguration" | "unlockConfiguration";

function lockRequest(version: RestVersion, token: string, operationId: LockOperation) {
  return { version, operationId, authorization: { token }, onInterrupt: "finish" } as const;
}

async function checkLockRequest(
  runner: CheckRunner,
  version: RestVersion,
  token: string,
  operationId: LockOperation,
  expected: Omit<CheckedRequest, "request">,
): Promise<CheckedResponse> {
  const request = lockRequest(version, token, operationId);
  const checked = await runner.run({ request, ...expected });
  runner.locks.record(token, checked.status, operationId);
  return checked;
}

/** Returns the new token if there is one. */
async function renewToken(
  runner: CheckRunner,
  version: RestVersion,
  token: string,
): Promise<string | undefined> {
  const { received } = await runner.run({
    request: {
      version,
      operationId: "requestToken",
      authorization: "basic",
      form: { [renewalField]: token },
      onInterrupt: "finish",
    },
    status: 200,
    description: "A token can be renewed.",
    fact: findFact(version, `TokenRenewal/${renewalField}`),
  });
  const renewed = received && runner.provider.tokenIn(received);
  if (renewed !== undefined) runner.locks.mayHold(version, renewed, token);
  return renewed;
}
