// The code in the READMEs compiles against the packages.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tools, workspace } from "../paths.ts";

const packages = readdirSync(join(workspace, "packages")).map(
  (name) => `packages/${name}/README.md`,
);

function codeOf(readme: string): string[] {
  const text = readFileSync(join(workspace, readme), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].flatMap(([, code]) => code ?? []);
}

test.each(["README.md", ...packages])("%s says which Node.js its code needs", (readme) => {
  const needsNew = codeOf(readme).some((code) => code.includes("await using"));
  const text = readFileSync(join(workspace, readme), "utf8");
  expect(text.includes("`await using` needs Node.js 24")).toBe(needsNew);
});

test("every README has code that compiles", () => {
  // The packages can be imported below tools/.
  const folder = mkdtempSync(join(tools, "node_modules/.readme-"));
  try {
    for (const readme of ["README.md", ...packages]) {
      const blocks = codeOf(readme);
      expect(blocks, readme).not.toEqual([]);
      blocks.forEach((code, index) => {
        writeFileSync(
          join(folder, `${readme.replaceAll("/", "-")}-${index}.ts`),
          `${code}export {};\n`,
        );
      });
    }
    const config = {
      extends: join(workspace, "tsconfig.base.json"),
      include: ["*.ts"],
      compilerOptions: {
        noUnusedLocals: false,
      },
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(workspace, "node_modules/.bin/tsc");
    const print = (error: { stdout?: string }) => error.stdout ?? String(error);
    let findings = "";
    try {
      execFileSync(tsc, ["-p", folder], { encoding: "utf8" });
    } catch (error) {
      findings = print(error as { stdout?: string });
    }
    expect(findings).toBe("");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
