import type { Attribution } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { comparable } from "./comparable.ts";
import { readGuide } from "./guide.ts";
import { outcomes } from "./outcomes.ts";
import { createWorkplace } from "./workplace.ts";

const guide = readGuide("proven");

test("the same activation is proven under the lock, and documented without", async () => {
  const place = createWorkplace();
  place.write("twice.ts", guide.file("twice.ts"));
  const ran = await place.run("node twice.ts");
  expect(ran.code).toBe(0);
  expect(comparable(ran.stdout)).toBe(comparable(guide.next("text")));
}, 20_000);

test("the table has each label that there is", () => {
  const labels: Record<Attribution, true> = {
    ours: true,
    stale: true,
    foreign: true,
    unknown: true,
  };
  const told = guide.rows("Attribution").map(([label]) => label);
  expect(told).toEqual(Object.keys(labels).map((label) => `\`${label}\``));
});

test("the diagram of the wait has each outcome but the abort, which stands below it", () => {
  const [, diagram = ""] = guide.text.split("stateDiagram-v2");
  const states = new Set([...diagram.matchAll(/--> (\w+)/g)].map(([, state]) => state));
  for (const outcome of outcomes.filter((one) => one !== "aborted")) {
    const state = outcome.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(states).toContain(state);
  }
  expect(guide.text).toContain("`aborted` is");
});

test("all of it was tried", () => {
  expect(guide.untried()).toEqual([]);
});
