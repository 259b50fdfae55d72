import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { packageFolder, workspace } from "../package-folder.ts";
import { codeBlocks, readGuide } from "./guide.ts";
import { createWorkplace } from "./workplace.ts";

const guides = readdirSync(join(packageFolder, "pages/guides"))
  .filter((file) => file.endsWith(".md"))
  .map((file) => file.replace(/\.md$/, ""));

test.each(guides)("%s has a test if it has code", (name) => {
  // Long ones are with the tests of the packed packages.
  const places = [
    join(packageFolder, `src/guides/${name}.spec.ts`),
    join(workspace, `tests/install/src/${name}-guide.spec.ts`),
  ];
  expect(places.some((file) => existsSync(file)) || codeBlocks(name).length === 0).toBe(true);
});

test.each(guides.filter((name) => name !== "glossary"))("%s links to the glossary", (name) => {
  expect(readGuide(name).text).toContain("](./glossary.md");
});

test.each(guides)("%s says which Node.js its code needs", (name) => {
  const needsNew = codeBlocks(name).some(({ code }) => code.includes("await using"));
  const { text } = readGuide(name);
  expect(/`await using`.*needs Node\.js 24/s.test(text)).toBe(needsNew);
  if (needsNew) expect(text).toContain("`try` and `finally`");
});

test("the code of the guides compiles with the settings of this repository", async () => {
  const place = createWorkplace();
  let files = 0;
  for (const name of guides) {
    for (const { language, file, code } of codeBlocks(name)) {
      if (language !== "ts") continue;
      if (!file) throw new Error(`${name}.md: a code block without a file name.`);
      place.write(`${name}/${file}`, code);
      files += 1;
    }
  }
  expect(files).toBeGreaterThan(10);
  const config = {
    extends: join(workspace, "tsconfig.base.json"),
    compilerOptions: { types: ["node"] },
    include: ["**/*.ts"],
  };
  place.write("tsconfig.json", JSON.stringify(config));
  const tsc = join(workspace, "node_modules/.bin/tsc");
  const findings = await promisify(execFile)(tsc, ["-p", place.folder]).then(
    () => "",
    (error: { stdout?: string }) => error.stdout ?? String(error),
  );
  expect(findings).toBe("");
}, 30_000);
