import type { RestVersion } from "@asyncstatus/client";
import { type OperationId, operations } from "@asyncstatus/model/operations";
import { type Fact, facts, type Mark } from "../../gen/facts.ts";

/** A fact of the specification, as a finding cites it. */
export interface CitedFact {
  /** For example `getAsyncStatus 200` or `AsyncStatusResponse/data/operationState`. */
  readonly name: string;
  readonly mark: Mark;
  readonly note?: string;
}

/** Returns the fact of a name, or else of what it is a part of. */
export function findFact(version: RestVersion, name: string): Fact {
  const fact = facts.find((each) => each.name === name && each.versions.includes(version));
  if (fact) return fact;
  const whole = name.replace(/[/ ][^/ ]*$/, "");
  if (whole === name) throw new Error(`The specification of ${version} has no fact ${name}.`);
  return findFact(version, whole);
}

/** Returns only what a finding shows of a fact. */
export function cite({ name, mark, note }: CitedFact): CitedFact {
  return { name, mark, ...(note !== undefined && { note }) };
}

/** The path of an operation in a version. */
export function pathOf(operationId: OperationId, version: RestVersion): string {
  return operations[operationId].path.replace("{version}", version);
}
