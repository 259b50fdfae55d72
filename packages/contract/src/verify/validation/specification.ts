import type { RestVersion } from "@asyncstatus/client";
import { type Fact, facts } from "../../gen/facts.ts";
import type { CitedFact } from "./finding.ts";

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
