// Links in Markdown files lead to files, and links to tests name a test of the file.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "../paths.ts";

// The website checks its own links.
const list = ["ls-files", "--cached", "--others", "--exclude-standard", "*.md", ":!website"];
const files = execFileSync("git", list, { cwd: workspace, encoding: "utf8" }).trim().split("\n");
const textOf = (file: string) => readFileSync(join(workspace, file), "utf8");

const links = files
  .filter((file) => existsSync(join(workspace, file)))
  .flatMap((file) =>
    [...textOf(file).matchAll(/\[([^\]]*)\]\(([^)\s#]+)[^)]*\)/g)]
      .filter(([, , target = ""]) => !/^[a-z]+:/.test(target))
      .map(([, text = "", target = ""]) => ({
        file,
        text,
        target: join(dirname(file), target),
      })),
  );

test("every link in a Markdown file leads to a file", () => {
  expect(links.length).toBeGreaterThan(50);
  expect(links.filter(({ target }) => !existsSync(join(workspace, target)))).toEqual([]);
});

// A link whose text is the file itself names no test.
const tests = links.filter(
  ({ text, target }) => /\.spec\.ts$/.test(target) && !/\.ts`?$/.test(text),
);

test.for(tests)('$target has the test "$text"', ({ text, target }) => {
  const source = textOf(target);
  // A title, or the name of a row of a table of tests.
  const isThere = [`"${text}"`, `"${text}, `, `\`${text}\``].some((one) => source.includes(one));
  expect(isThere).toBe(true);
});

test("each of the eleven rules of the wait names its tests", () => {
  const page = textOf("packages/client/THE-WAIT.md");
  const rules = [...page.matchAll(/^\| (\d+)\. .*\.spec\.ts/gm)].map(([, rule]) => Number(rule));
  expect(rules).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test("each threat of the threat model names a test", () => {
  const rows = [...textOf("THREAT-MODEL.md").matchAll(/^\| ([A-Z])\d+\. .*$/gm)];
  expect(new Set(rows.map(([, kind]) => kind))).toEqual(new Set("DMLRFS"));
  for (const [row] of rows) expect(row.split(" | ").at(-1)).toMatch(/\]\([\w/.-]+\.spec\.ts\)/);
});
