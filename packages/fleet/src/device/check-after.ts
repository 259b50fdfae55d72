import type { Clock, Sbc } from "@asyncstatus/client";
import type { Claim } from "../ledger/ledger.ts";
import { messageOf } from "../message-of.ts";
import type { CheckCommand, Gates } from "../plan/plan.ts";
import { healthProblem, syncProblem } from "./gates.ts";

/**
 * Runs a check command of a plan. An abort must end it.
 *
 * @param env The variables that the command gets, beside those of the system.
 * @returns The exit code; undefined if a signal ended it, or it can't be started.
 */
export type RunCheck = (
  command: string,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<number | undefined>;

/** The parts of a rollout that its gates use. */
export interface GateContext {
  readonly plan: { readonly gates: Gates };
  readonly clock: Clock;
  readonly runCheck: RunCheck | undefined;
}

/** Returns true if a unit has something to check after its change. */
export function hasChecks({ unit }: Claim, { after }: Gates): boolean {
  return after.length > 0 || unit.hosts.length > 1;
}

/** Returns the reason why a gate after the change doesn't hold. */
export async function problemAfter(
  host: string,
  sbc: Sbc,
  claim: Claim,
  context: GateContext,
): Promise<string | undefined> {
  const { after } = context.plan.gates;
  const isHealthy = after.includes("healthy") ? healthProblem : () => undefined;
  const isSynchronized = claim.unit.hosts.length > 1 ? syncProblem : () => undefined;
  try {
    const status = await sbc.systemStatus();
    const problem = isHealthy(status) ?? isSynchronized(status);
    if (problem !== undefined) return problem;
  } catch (error) {
    return `its status can't be read: ${messageOf(error)}`;
  }
  for (const gate of after) {
    const problem =
      gate === "healthy" ? undefined : await problemOfCheck(gate, host, claim, context);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

async function problemOfCheck(
  { command, timeoutMs }: CheckCommand,
  host: string,
  { unit, isBack }: Claim,
  { clock, runCheck }: GateContext,
): Promise<string | undefined> {
  if (!runCheck) throw new Error("runCheck is missing: the plan has a check command");
  const env = {
    ASYNCSTATUS_HOST: host,
    ASYNCSTATUS_UNIT: unit.name,
    ASYNCSTATUS_WAVE: unit.wave,
    ASYNCSTATUS_CHANGE: isBack ? "rolled-back" : "applied",
  };
  const [limit, over] = [new AbortController(), new AbortController()];
  const late = clock.sleep(timeoutMs, over.signal).then(
    () => limit.abort(),
    () => {},
  );
  const code = await runCheck(command, env, limit.signal);
  over.abort();
  await late;
  if (limit.signal.aborted) return `the check ${command} wasn't over in time`;
  if (code === 0) return undefined;
  return `the check ${command} ${code === undefined ? "was killed, or can't be started" : `exited with code ${code}`}`;
}
