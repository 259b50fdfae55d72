import { TransportError } from "@asyncstatus/client";
import { decode, isTerminal, type OperationState } from "@asyncstatus/model";
import type { Finding } from "../report/report.ts";
import { judgeAnswer } from "../validation/validate-response.ts";
import { type Run, resultOf } from "./check-runner.ts";
import type { OperationCheck } from "./operation-check.ts";

const pollMs = 1_000;
// The status is documented to show the request issued last: what it still shows then, it goes on showing.
const staleMs = 10_000;

/** What one look at the status showed, and what was wrong with the answer. */
export interface Look {
  readonly state: OperationState | undefined;
  readonly findings: readonly Finding[];
}

/** Looks at the status until it shows the end of the request, or that it cannot be known. */
export async function followToItsEnd(
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
    const look = await lookAtStatus(run, check);
    if (look) {
      const { state, findings } = look;
      if (findings.length > 0) return run.add({ ...about, result: resultOf(findings), findings });
      if (shown && state?.operation !== operation) {
        const instead = state
          ? `somebody's ${nameOf(state)} took its place`
          : "it was shown no more";
        return run.notTried(about, instead);
      }
      last = state;
      ours ||= state?.operation === operation && !isTerminal(state.status);
      shown = ours && state?.operation === operation;
      if (shown && state && isTerminal(state.status)) {
        return run.add({ ...about, result: "held", findings: [] });
      }
    }
    await clock.sleep(pollMs, signal);
  }
  const status = last ? `${nameOf(last)} ${last.raw?.status ?? last.status}` : "no request";
  const why = ours
    ? `its end was not seen within ${timeoutMs / 1000} s: the status showed ${status}`
    : `an earlier ${status} was shown throughout, which cannot be told from its end`;
  run.notTried(about, why);
}

/** One look at the status; nothing where no answer comes, which is tolerated: the provider is at work. */
export async function lookAtStatus(
  run: Run,
  { version, token }: OperationCheck,
): Promise<Look | undefined> {
  const request = { version, operationId: "getAsyncStatus", authorization: { token } } as const;
  try {
    const answer = await run.provider.send(request);
    const findings = judgeAnswer({ ...request, status: 200 }, answer);
    if (findings.some(({ about }) => about === "provider")) return { state: undefined, findings };
    return { state: decode("AsyncStatusResponse", answer.body).data.operationState, findings };
  } catch (error) {
    if (!(error instanceof TransportError) || error.code === "aborted") throw error;
    return undefined;
  }
}

/** The name of an operation, as the provider writes it. */
export function nameOf({ raw, operation }: OperationState): string {
  return raw?.operation ?? operation;
}
