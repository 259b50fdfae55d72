// The threat model names the tests that answer each threat: they exist, under these names.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "../paths.ts";

const page = readFileSync(join(workspace, "THREAT-MODEL.md"), "utf8");
const named = [...page.matchAll(/\[([^\]]+)\]\(([\w/.-]+\.spec\.ts)\)/g)];
const threats = [...page.matchAll(/^\| ([DMLS]\d+)\. (.*)$/gm)];

test("there are threats by a device, a man in the middle, a local user and a scenario file", () => {
  expect(new Set(threats.map(([, id = ""]) => id[0]))).toEqual(new Set(["D", "M", "L", "S"]));
});

test.for(threats.map(([, id = "", row = ""]) => ({ id, row })))(
  "$id is answered by a test",
  ({ row }) => {
    expect(row.split(" | ").at(-1)).toMatch(/\]\([\w/.-]+\.spec\.ts\)/);
  },
);

test.for(named.map(([, name = "", file = ""]) => ({ name, file })))(
  "$file has the test: $name",
  ({ name, file }) => {
    const text = readFileSync(join(workspace, file), "utf8");
    // As it stands in the source: the title of a test, or the name of a row of its table.
    expect(text.includes(`"${name}"`) || text.includes(`"${name}, `)).toBe(true);
  },
);
