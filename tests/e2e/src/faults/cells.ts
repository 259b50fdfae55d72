import type { Extent, Fault } from "./fault.ts";
import { faults } from "./faults.ts";
import { type Phase, phases } from "./phase.ts";

/** One cell of the matrix: a fault in a phase. */
export interface Cell {
  readonly phase: Phase;
  readonly fault: Fault;
  readonly extent: Extent;
  /** Why there is no such thing, where there is none. */
  readonly meaningless: string | undefined;
}

/** Every phase by every fault. */
export const cells: readonly Cell[] = phases.flatMap((phase) =>
  faults.flatMap((fault) =>
    fault.befalls.map((extent) => ({
      phase,
      fault,
      extent,
      meaningless: fault.meaningless?.(phase),
    })),
  ),
);

/** A cell, as one names it. */
export function titleOf({ phase, fault, extent }: Cell): string {
  return `${phase.title}: ${fault.title}${extent === "one request" ? "" : ", from there on"}`;
}
