import { expect, test } from "vitest";
import { countMarks } from "./marks-page.ts";

test("counts a fact under the weaker of its marks", () => {
  const document = {
    a: { "x-evidence": { mark: "documented", xml: "assumed" } },
    b: [{ "x-evidence": { mark: "documented" } }, { "x-evidence": { mark: "observed" } }],
  };
  expect(countMarks(document)).toEqual({ documented: 1, observed: 1, assumed: 1 });
});
