import { type Extent, type Fault, faults } from "./faults.ts";
import { type Phase, phases } from "./phases.ts";

/** Case of the matrix: a fault in a phase. */
export interface Case {
  readonly phase: Phase;
  readonly fault: Fault;
  readonly extent: Extent;
  /** Reason why the fault can't occur in the phase, if it can't. */
  readonly notApplicable: string | undefined;
}

/** All combinations of phase and fault. */
export const cases: readonly Case[] = phases.flatMap((phase) =>
  faults.flatMap((fault) =>
    fault.extents.map((extent) => ({
      phase,
      fault,
      extent,
      notApplicable: fault.notApplicable?.(phase),
    })),
  ),
);

/** Returns the title of a case's fault. */
export function faultTitle({ fault, extent }: Case): string {
  return extent === "one request" ? fault.title : `${fault.title} from then on`;
}

/** Returns the title of a case. */
export function caseTitle(one: Case): string {
  return `${one.phase.title}: ${faultTitle(one)}`;
}
