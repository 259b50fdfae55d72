import { type Attribution, requestOutcomes } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { comparable } from "./comparable.ts";
import { readGuide } from "./guide.ts";
import { createWorkplace } from "./workplace.ts";

const guide = readGuide("proven");

test("an activation is proven with the lock, and documented without", async () => {
  const place = createWorkplace();
  place.write("twice.ts", guide.file("twice.ts"));
  const ran = await place.run("node twice.ts");
  expect(ran.code).toBe(0);
  expect(comparable(ran.stdout)).toBe(comparable(guide.next("text")));
}, 20_000);

test("the table has all attributions", () => {
  const attributions: Record<Attribution, true> = {
    ours: true,
    stale: true,
    foreign: true,
    unknown: true,
  };
  const documented = guide.rows("Attribution").map(([label]) => label);
  expect(documented).toEqual(Object.keys(attributions).map((label) => `\`${label}\``));
});

test("the diagram of the wait has all outcomes except the abort", () => {
  const [, diagram = ""] = guide.text.split("stateDiagram-v2");
  const states = new Set([...diagram.matchAll(/--> (\w+)/g)].map(([, state]) => state));
  for (const outcome of requestOutcomes.filter((one) => one !== "aborted")) {
    const state = outcome.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(states).toContain(state);
  }
  expect(guide.text).toContain("`aborted` is");
});

test("every code block is tested", () => {
  expect(guide.untested()).toEqual([]);
});
