import fc from "fast-check";
import { test } from "vitest";
import { holdMutant } from "./hold-mutant.ts";
import { mutants } from "./mutants.ts";

test("nothing but a value or a DecodeError comes of any body, and libxml2 agrees", () => {
  fc.assert(fc.property(mutants, holdMutant), { numRuns: 3_000 });
});
