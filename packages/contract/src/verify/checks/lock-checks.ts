import type { RestVersion } from "@asyncstatus/client";
import { operations } from "@asyncstatus/model/operations";
import type { LockKeeper } from "../provider/lock-keeper.ts";
import { factOf } from "../validation/specification.ts";
import type { Run } from "./check-runner.ts";
import { checkToken } from "./token-check.ts";

const [renewalField] = operations.requestToken.form;

/**
 * Takes the configuration lock, sees whether it holds, carries it over to a renewed token, and releases
 * it. Changes nothing else.
 */
export async function checkLock(
  run: Run,
  keeper: LockKeeper,
  version: RestVersion,
  token: string,
): Promise<void> {
  if (!(await takeLock(run, keeper, version, token))) return;
  // Of the same user: the lock belongs to a token.
  const other = await checkToken(run, { version });
  if (other !== undefined) await checkThatItHolds(run, keeper, version, other);
  const renewed = await renew(run, keeper, version, token);
  await releaseLock(run, keeper, version, { token, renewed });
}

/** Takes the lock, as a check. @returns Whether it is held. */
export async function takeLock(
  run: Run,
  keeper: LockKeeper,
  version: RestVersion,
  token: string,
): Promise<boolean> {
  keeper.mayHold(version, token);
  const answer = await run.ask({
    request: {
      version,
      operationId: "lockConfiguration",
      authorization: { token },
      whenInterrupted: "ends",
    },
    status: 204,
    what: "The configuration lock can be taken.",
    undone: {
      403: "the user is not an administrator",
      423: "somebody else holds the configuration lock",
    },
  });
  // Anything else leaves it open whether the lock was taken: it is released at the end.
  keeper.note(token, run.provider.lastStatus, "lock");
  return answer !== undefined;
}

async function checkThatItHolds(
  run: Run,
  keeper: LockKeeper,
  version: RestVersion,
  other: string,
): Promise<void> {
  const authorization = { token: other };
  keeper.mayHold(version, other);
  await run.ask({
    request: { version, operationId: "lockConfiguration", authorization, whenInterrupted: "ends" },
    status: 423,
    what: "The lock holds: another token is refused it, of the same user too.",
  });
  keeper.note(other, run.provider.lastStatus, "lock");
  await run.ask({
    request: {
      version,
      operationId: "unlockConfiguration",
      authorization,
      whenInterrupted: "ends",
    },
    status: 423,
    what: "The lock holds: another token cannot release it.",
  });
  keeper.note(other, run.provider.lastStatus, "unlock");
}

/** @returns The new token; nothing where the provider did not give one. */
async function renew(
  run: Run,
  keeper: LockKeeper,
  version: RestVersion,
  token: string,
): Promise<string | undefined> {
  const { name, mark, note } = factOf(version, `TokenRenewal/${renewalField}`);
  const answer = await run.ask({
    request: {
      version,
      operationId: "requestToken",
      authorization: "basic",
      form: { [renewalField]: token },
      whenInterrupted: "ends",
    },
    status: 200,
    what: "A token can be renewed.",
    basis: { name, mark, ...(note !== undefined && { note }) },
  });
  const renewed = answer && run.provider.tokenIn(answer);
  if (renewed !== undefined) keeper.mayHold(version, renewed, token);
  return renewed;
}

async function releaseLock(
  run: Run,
  keeper: LockKeeper,
  version: RestVersion,
  { token, renewed }: { readonly token: string; readonly renewed: string | undefined },
): Promise<void> {
  const request = { version, operationId: "unlockConfiguration", whenInterrupted: "ends" } as const;
  if (renewed === undefined) {
    await run.ask({
      request: { ...request, authorization: { token } },
      status: 204,
      what: "The lock can be released by the token that it belongs to.",
    });
    keeper.note(token, run.provider.lastStatus, "unlock");
    return;
  }
  await run.ask({
    request: { ...request, authorization: { token: renewed } },
    status: 204,
    what: "The lock goes over to the renewed token, which can release it.",
    // Where the field has another name, this was a new login, and the lock stayed where it was.
    basis: factOf(version, `TokenRenewal/${renewalField}`),
  });
  if (run.provider.lastStatus === 204) keeper.note(renewed, 204, "unlock");
  if (run.provider.lastStatus === 204) keeper.note(token, 204, "unlock");
}
