import { type OperationId, type RestVersion, TransportError } from "@asyncstatus/client";
import { decode, isTerminal, type OperationState } from "@asyncstatus/model";
import { takeLock } from "./check-lock.ts";
import { judgeAnswer } from "./judge-answer.ts";
import type { LockKeeper } from "./lock-keeper.ts";
import type { Finding } from "./report.ts";
import { misbehaviour, type Run, resultOf } from "./run.ts";
import { pathOf } from "./specification.ts";

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

const pollMs = 1_000;
// The status is documented to show the request issued last: what it still shows then, it goes on showing.
const staleMs = 10_000;

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
  const before = await readStatus(run, check);
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

/** Looks at the status until it shows the end of the request. */
async function followToItsEnd(
  run: Run,
  check: OperationCheck,
  before: OperationState | undefined,
): Promise<void> {
  const { version, operation, timeoutMs } = check;
  const { clock, signal } = run.provider;
  const about = {
    version,
    name: "getAsyncStatus 200",
    what: `The status shows the request to ${operation}, to its end.`,
  };
  const since = clock.now();
  let last = before;
  // Until something else was shown, the end of an earlier request of the same name is not ours.
  let ours = before?.operation !== operation;
  let shown = false;
  while (clock.now() - since < (ours ? timeoutMs : Math.min(timeoutMs, staleMs))) {
    const { state, findings } = await look(run, check);
    if (findings.length > 0) return run.add({ ...about, result: resultOf(findings), findings });
    last = state ?? last;
    if (state?.operation === operation) {
      ours ||= !isTerminal(state.status);
      shown = ours;
      if (ours && isTerminal(state.status)) {
        return run.add({ ...about, result: "held", findings: [] });
      }
    } else if (shown) {
      return run.notTried(about, `somebody's ${nameOf(last)} took its place`);
    }
    await clock.sleep(pollMs, signal);
  }
  const status = last ? `${nameOf(last)} ${last.raw?.status ?? last.status}` : "no request";
  const why = ours
    ? `its end was not seen within ${timeoutMs / 1000} s: the status showed ${status}`
    : `an earlier ${status} was shown throughout, which cannot be told from its end`;
  run.notTried(about, why);
}

/** One look at the status. No answer at all is tolerated: the provider is at work. */
async function look(
  run: Run,
  { version, token }: OperationCheck,
): Promise<{ readonly state: OperationState | undefined; readonly findings: readonly Finding[] }> {
  const request = { version, operationId: "getAsyncStatus", authorization: { token } } as const;
  try {
    const answer = await run.provider.send(request);
    const findings = judgeAnswer({ ...request, status: 200 }, answer);
    if (resultOf(findings) === "broken" || answer.status !== 200)
      return { state: undefined, findings };
    const { operationState } = decode("AsyncStatusResponse", answer.body).data;
    return { state: operationState, findings };
  } catch (error) {
    if (!(error instanceof TransportError) || error.code === "aborted") throw error;
    return { state: undefined, findings: [] };
  }
}

async function readStatus(run: Run, check: OperationCheck): Promise<OperationState | undefined> {
  return (await look(run, check)).state;
}

function nameOf(state: OperationState | undefined): string {
  return state?.raw?.operation ?? state?.operation ?? "request";
}
