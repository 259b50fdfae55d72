import type { Sbc } from "@asyncstatus/client";
import type { Obstacle } from "../ledger/ledger.ts";
import type { Gates } from "../plan/plan.ts";

/** The system status that gates are about. */
export type SystemStatus = Awaited<ReturnType<Sbc["systemStatus"]>>;

/** Returns the reason why a system isn't healthy. */
export function healthProblem(status: SystemStatus): string | undefined {
  const { systemState, healthScorePercent } = status;
  if (systemState === "offline") return "the system is offline";
  return healthScorePercent === undefined || healthScorePercent >= 100
    ? undefined
    : `the health score is ${healthScorePercent}%`;
}

/** The reason why a gate before the change doesn't hold. */
export interface ProblemBefore {
  readonly summary: string;
  readonly obstacle?: Obstacle;
}

/** Returns the reason why a gate before the change doesn't hold. */
export async function problemBefore(
  sbc: Sbc,
  { before }: Gates,
): Promise<ProblemBefore | undefined> {
  if (before.includes("idle")) {
    const request = await sbc.status();
    if (request?.status === "inProgress") {
      return { summary: `another request (${request.operation}) is running`, obstacle: "others" };
    }
  }
  const problem = before.includes("healthy") ? healthProblem(await sbc.systemStatus()) : undefined;
  return problem === undefined ? undefined : { summary: problem };
}

/** Assumed: the vendor names `enabled` and `disabled` as examples only. */
const synchronizedStates: ReadonlySet<string> = new Set(["enabled", "synchronized"]);

/** Returns the reason why the systems of an HA pair aren't synchronized. */
export function syncProblem({ haSyncState = [] }: SystemStatus): string | undefined {
  if (haSyncState.length === 0) return "the device reports no synchronization of the pair";
  const other = haSyncState.find(({ state = "" }) => !synchronizedStates.has(state.toLowerCase()));
  return (
    other && `${other.name ?? "a component"} of the pair is ${other.state ?? "not synchronized"}`
  );
}
