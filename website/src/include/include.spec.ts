import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "../package-folder.ts";
import { include, withLinks } from "./include.ts";
import { sitePages } from "./site-pages.ts";

test.for<[what: string, link: string, want: string]>([
  [
    "a file that is a page",
    "[the wait](../client/THE-WAIT.md)",
    "[the wait](/reference/the-wait.md)",
  ],
  ["a place in it", "[it](../client/THE-WAIT.md#so)", "[it](/reference/the-wait.md#so)"],
  [
    "a folder whose README is a page",
    "[bench](../../tests/bench/)",
    "[bench](/reference/benchmarks.md)",
  ],
  ["a file that is none", "[the test](src/x.spec.ts)", "the test (`src/x.spec.ts`)"],
  ["a file by its own name", "[`src/x`](src/x)", "`src/x`"],
  ["a file of another package", "[it](../x/y.ts)", "it (`packages/x/y.ts`)"],
  ["a place of the same page", "[below](#below)", "[below](#below)"],
  ["another site", "[RFC](https://example.com/)", "[RFC](https://example.com/)"],
])("a link to %s", ([, link, want]) => {
  expect(withLinks(link, "packages/cli/README.md")).toBe(want);
});

test("what is on the site is in the workspace", () => {
  const missing = Object.keys(sitePages).filter((file) => !existsSync(join(workspace, file)));
  expect(missing).toEqual([]);
});

test("who wrote a file is not said on the site", () => {
  expect(include("tests/e2e/FAULTS.md").trimStart()).toMatch(/^Each table/);
});
