import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "../package-folder.ts";
import { include, withLinks } from "./include.ts";
import { sitePages } from "./site-pages.ts";

test.for<[title: string, link: string, text: string]>([
  [
    "a file that is a page",
    "[the wait](../client/THE-WAIT.md)",
    "[the wait](/reference/the-wait.md)",
  ],
  ["an anchor in it", "[it](../client/THE-WAIT.md#so)", "[it](/reference/the-wait.md#so)"],
  [
    "a folder whose README is a page",
    "[bench](../../tests/bench/)",
    "[bench](/reference/benchmarks.md)",
  ],
  ["a file that is not a page", "[the test](src/x.spec.ts)", "the test (`src/x.spec.ts`)"],
  ["a file with its path as text", "[`src/x`](src/x)", "`src/x`"],
  ["a file of another package", "[it](../x/y.ts)", "it (`packages/x/y.ts`)"],
  ["an anchor on the same page", "[below](#below)", "[below](#below)"],
  ["another site", "[RFC](https://example.com/)", "[RFC](https://example.com/)"],
])("converts a link to %s", ([, link, text]) => {
  expect(withLinks(link, "packages/cli/README.md")).toBe(text);
});

test("all included files exist", () => {
  const missing = Object.keys(sitePages).filter((file) => !existsSync(join(workspace, file)));
  expect(missing).toEqual([]);
});

test("removes the comment of a generated file", () => {
  expect(include("tests/e2e/FAULTS.md").trimStart()).toMatch(/^Each table/);
});
