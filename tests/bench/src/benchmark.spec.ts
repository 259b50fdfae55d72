import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { benchmarks } from "./benchmark.ts";
import { holds, tableOf } from "./figure.ts";
import { figuresIn, formOf } from "./readme-figures.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const inReadme = figuresIn(readme);

test("the README describes each benchmark and has its figures", () => {
  const names = [...benchmarks.keys()];
  expect([...inReadme.keys()]).toEqual(names);
  const described = [...readme.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(described).toEqual(names);
});

// Most of the time goes into starting processes, which is slow on a busy computer.
test.concurrent.for([...benchmarks])(
  "%s measures what the README shows, within exact bounds",
  {
    timeout: 180_000,
  },
  async ([name, { small }], { expect }) => {
    const figures = await small();
    expect(figures.flatMap(({ values }) => values).every(Number.isFinite)).toBe(true);
    expect(formOf(tableOf(figures))).toEqual(formOf(inReadme.get(name) ?? "nothing"));
    // Figures of virtual time and of memory are exact at every scale.
    const exact = figures.filter(({ bound }) => bound?.of === "largest" && name !== "growth");
    expect(exact.filter((figure) => !holds(figure))).toEqual([]);
  },
);
