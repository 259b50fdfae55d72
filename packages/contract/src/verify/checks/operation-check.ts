import type { OperationId, RestVersion } from "@asyncstatus/client";
import { decode } from "@asyncstatus/model";
import type { LockKeeper } from "../provider/lock-keeper.ts";
import type { Finding } from "../report/report.ts";
import { pathOf } from "../validation/specification.ts";
import { misbehaviour, type Run } from "./check-runner.ts";
import { followToItsEnd, lookAtStatus, nameOf } from "./follow-operation.ts";
import { takeLock } from "./lock-checks.ts";

/** The asynchronous requests that may be made where they are named, in their customary order. */
export const allowedOperations = ["verify", "save", "activate"] as const;

/** An asynchronous request that may be made, where it is named. */
export type AllowedOperation = (typeof allowedOperations)[number];

/** Who asks for what, and how long its end is waited for. */
export interface OperationCheck {
  readonly version: RestVersion;
  readonly operation: AllowedOperation;
  readonly token: string;
  readonly timeoutMs: number;
}

/** The request that an operation is asked for by. */
export const requestOf: Readonly<Record<AllowedOperation, OperationId>> = {
  verify: "saveVerifyOrRestore",
  save: "saveVerifyOrRestore",
  activate: "activateOrBackUp",
};

/** Takes the lock, has the provider do something, sees how that ends, and releases the lock. */
export async function checkOperation(
  run: Run,
  keeper: LockKeeper,
  check: OperationCheck,
): Promise<void> {
  const { version, operation, token } = check;
  const operationId = requestOf[operation];
  const about = {
    version,
    name: `${operationId} 202`,
    what: `A request to ${operation} is taken.`,
  };
  const before = (await lookAtStatus(run, check))?.state;
  if (before?.status === "inProgress") {
    return run.notTried(about, `somebody's ${nameOf(before)} is in progress`);
  }
  const request = {
    version,
    operationId,
    authorization: { token },
    query: { action: operation },
    whenInterrupted: "ends",
  } as const;
  if (operation === "verify") {
    await run.ask({
      request,
      status: 423,
      what: `A request to ${operation} is refused without the configuration lock.`,
    });
  }
  if (!(await takeLock(run, keeper, version, token))) {
    return run.notTried(about, "the configuration lock could not be taken");
  }
  try {
    const taken = await run.ask({
      request,
      status: 202,
      what: about.what,
      also: ({ body }) => judgeLink(version, operationId, body),
    });
    if (taken) await followToItsEnd(run, check, before);
  } finally {
    await run.provider
      .send({
        version,
        operationId: "unlockConfiguration",
        authorization: { token },
        whenInterrupted: "goes on",
      })
      .then(({ status }) => keeper.note(token, status, "unlock"))
      // The keeper tries again, and tells.
      .catch(() => undefined);
  }
}

function judgeLink(version: RestVersion, operationId: OperationId, body: Uint8Array): Finding[] {
  const { links } = decode("AcceptedResponse", body);
  const path = pathOf("getAsyncStatus", version);
  const [link = "", ...more] = links;
  if (more.length === 0 && URL.canParse(link) && new URL(link).pathname === path) return [];
  return [
    misbehaviour(
      version,
      `${operationId} 202`,
      `one link, the absolute URL of ${path}`,
      links.length === 0 ? "no link" : links.map((text) => JSON.stringify(text)).join(", "),
    ),
  ];
}
