import fc from "fast-check";
import { test } from "vitest";
import { checkMutant } from "./check-mutant.ts";
import { mutants } from "./mutants.ts";

test("every mutant gives a value or a DecodeError, and libxml2 agrees", () => {
  // CI runs 50,000, and the nightly run a million.
  fc.assert(fc.property(mutants, checkMutant), { numRuns: 500 });
});
