import { expect, test } from "vitest";
import { exploreRuns } from "./choices.ts";
import { parts, runPart } from "./parts.ts";

// `pnpm explore` explores all parts with two deviations, and the mutants.
test.for(parts.filter(({ operation }) => operation === "verify"))(
  "reports nothing wrong after one deviation: $name",
  async (part) => {
    let wrong: readonly string[] | undefined;
    await exploreRuns(1, async (choose) => {
      wrong = await runPart(part, choose);
      return wrong !== undefined;
    });
    expect(wrong).toBeUndefined();
  },
);

test("explores every sequence of choices once", async () => {
  const seen: string[] = [];
  const runs = await exploreRuns(2, async (choose) => {
    seen.push([choose(3), choose(2), choose(2)].join(""));
    return false;
  });
  expect(runs).toBe(10);
  expect(seen.toSorted().join(" ")).toBe("000 001 010 011 100 101 110 200 201 210");
});
