import { expect, test } from "vitest";
import { cyclesOf, folderGraphs } from "./cycles.ts";
import { readModule } from "./read-module.ts";

test("reads imports, those of types, re-exports and lazy ones", () => {
  const source = `
    import { a } from "./a.ts";
    import type { B } from "../b.ts";
    import zod from "zod";
    export * from "./c/c.ts?raw";
    const d = () => import("./d.ts");
    type E = import("./e.ts").E;
  `;
  const want = ["src/x/a.ts", "src/b.ts", "src/x/c/c.ts", "src/x/d.ts", "src/x/e.ts"];
  expect(readModule("src/x/main.ts", source).imports).toEqual(want);
  const component = `<script setup lang="ts">${source}</script><template>a</template>`;
  expect(readModule("src/x/main.vue", component).imports).toEqual(want);
});

test.for([
  ["/x/.exec(error.message)", [1]],
  ["/x/.test(error.cause.message)", [1]],
  ['1;\nerror.message.startsWith("x")', [2]],
  ['error.message.split(":")', [1]],
  ["error.message.length; /x/.exec(text); text.includes(error.message)", []],
] as const)("finds the parsed message in %s", ([source, lines]) => {
  expect(readModule("a.ts", source).parsedMessages).toEqual(lines);
});

test("finds the shortest cycle of each group of files", () => {
  const graph = { a: ["b"], b: ["c", "a"], c: ["a"], d: ["a"], e: ["e"], f: ["g"], g: [] };
  expect(cyclesOf(new Map(Object.entries(graph)))).toEqual([["a", "b"], ["e"]]);
});

test("finds cycles of folders at every depth, but none of a folder and its own folders", () => {
  const graph = {
    "p/src/main.ts": ["p/src/a/a.ts"],
    "p/src/a/a.ts": ["p/src/b/b.ts", "p/src/options.ts", "p/src/a/x/x.ts"],
    "p/src/b/b.ts": ["p/src/c/c.ts"],
    "p/src/c/c.ts": ["p/src/a/a.ts"],
    "p/src/a/x/x.ts": ["p/src/a/y/y.ts", "p/src/a/a.ts"],
    "p/src/a/y/y.ts": ["p/src/a/x/other.ts"],
    "q/src/a/a.ts": ["p/src/a/a.ts"],
  };
  const graphs = folderGraphs(new Map(Object.entries(graph)), "p/src");
  expect(graphs.flatMap(cyclesOf)).toEqual([
    ["p/src/a", "p/src/b", "p/src/c"],
    ["p/src/a/x", "p/src/a/y"],
  ]);
});
