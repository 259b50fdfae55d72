// The page on the wait names the tests that hold its rules: they exist, under these names.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "../paths.ts";

const folder = join(workspace, "packages/client");
const page = readFileSync(join(folder, "THE-WAIT.md"), "utf8");
const named = [...page.matchAll(/\[([^\]]+)\]\(([\w./-]+\.spec\.ts)\)/g)];

test("each of the eleven rules names tests", () => {
  const rules = [...page.matchAll(/^\| (\d+)\. .*\.spec\.ts/gm)].map(([, number]) =>
    Number(number),
  );
  expect(rules).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test.for(named.map(([, name = "", file = ""]) => ({ name, file })))(
  "$file has the test: $name",
  ({ name, file }) => {
    const text = readFileSync(join(folder, file), "utf8");
    expect(text).toContain(name);
  },
);
