import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Unpacked } from "../pack/unpack.ts";
import { type Mistake, mistakenModels } from "../testing/mistaken-models.ts";
import { scratchFolder } from "../testing/scratch.ts";
import { type CheckName, check, checks } from "./check.ts";

interface Case {
  readonly mistake: string;
  readonly make: Mistake;
  readonly check: CheckName;
  readonly want: RegExp;
}

const cases: readonly Case[] = [
  {
    mistake: "exports that name a file that is not there",
    make: ({ publishConfig: { exports } }) => {
      if (exports) exports["./xsd"].default = "./dist/xsd/index.js";
    },
    check: "exports",
    want: /dist\/xsd\/index\.js.*not/,
  },
  {
    mistake: "exports as in the workspace, of sources",
    make: (manifest) => delete manifest.publishConfig.exports,
    check: "exports",
    want: /src\/index\.ts is TypeScript/,
  },
  {
    mistake: "exports that are gone",
    make: (manifest) => {
      delete manifest.publishConfig.exports;
      delete manifest.exports;
    },
    check: "exports",
    want: /Nothing is offered/,
  },
  {
    mistake: "types that name a file that is not there",
    make: ({ publishConfig: { exports } }) => {
      if (exports) exports["."].types = "./dist/index.d.mts";
    },
    check: "types",
    want: /FallbackCondition/,
  },
  {
    mistake: "types of CommonJS for an ES module",
    make: (manifest) => delete manifest.type,
    check: "types",
    want: /FalseCJS|InternalResolutionError|CJSOnlyExportsDefault|UnexpectedModuleSyntax/,
  },
  {
    mistake: "types that are not packed",
    make: (manifest) => manifest.files?.push("!**/*.d.ts"),
    check: "types",
    want: /There are no types|UntypedResolution/,
  },
  {
    mistake: "files without what is built",
    make: (manifest) => (manifest.files = ["src", "!**/*.spec.ts"]),
    check: "files",
    want: /dist\/ is missing/,
  },
  {
    mistake: "files with tests",
    make: (manifest) => (manifest.files = ["dist", "src"]),
    check: "files",
    want: /decode\.spec\.ts does not belong there/,
  },
  {
    mistake: "files without what source maps point at",
    make: (manifest) => (manifest.files = ["dist"]),
    check: "files",
    want: /index\.js\.map points at .*src\/index\.ts/,
  },
  {
    mistake: "no list of files, so that all is packed",
    make: (manifest) => delete manifest.files,
    check: "files",
    want: /tsconfig\.json does not belong there/,
  },
  {
    mistake: "engines that let too old a Node.js in",
    make: (manifest) => (manifest.engines = { node: ">=20" }),
    check: "engines",
    want: /begins with 20\.0\.0, not 22\.19\.0/,
  },
  {
    mistake: "engines that keep newer Node.js out",
    make: (manifest) => (manifest.engines = { node: "^22.19.0" }),
    check: "engines",
    want: /keeps newer Node.js out/,
  },
  {
    mistake: "no engines",
    make: (manifest) => delete manifest.engines,
    check: "engines",
    want: /missing/,
  },
  {
    mistake: "a dependency of any version",
    make: (manifest) => (manifest.dependencies["fast-xml-parser"] = "^5.12.1"),
    check: "manifest",
    want: /fast-xml-parser is \^5\.12\.1/,
  },
  {
    mistake: "side effects that nobody denies",
    make: (manifest) => delete manifest.sideEffects,
    check: "manifest",
    want: /sideEffects is not false/,
  },
];

const scratch = scratchFolder();
let unpacked: readonly Unpacked[];

beforeAll(async () => {
  const none: Mistake = () => {};
  unpacked = await mistakenModels([none, ...cases.map(({ make }) => make)], scratch);
});

const packed = (index: number): Unpacked => {
  const found = unpacked[index];
  if (!found) throw new Error("It was not packed.");
  return found;
};

test("without a mistake, nothing is red", async () => {
  expect(await check(packed(0))).toEqual([]);
});

test.each(cases.map((one, index) => ({ ...one, index })))(
  "$mistake: the check of $check turns red",
  async ({ index, check, want }) => {
    expect((await checks[check](packed(index + 1))).join("\n")).toMatch(want);
  },
);

test("what engines says is held against what the dependencies need", async () => {
  const nodeModules = join(scratch, "needing");
  await mkdir(join(nodeModules, "new"), { recursive: true });
  await writeFile(join(nodeModules, "new/package.json"), `{ "engines": { "node": ">=24" } }`);
  const manifest = { ...packed(0).manifest, dependencies: { new: "1.0.0" } };
  expect(await checks.engines({ ...packed(0), nodeModules, manifest })).toEqual([
    "engines.node is >=22.19.0, and new needs >=24.",
  ]);
});
