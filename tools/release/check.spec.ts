import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workspace } from "../paths.ts";
import { check } from "./check.ts";
import { pack, publishedPackages, type Tarball } from "./packages.ts";

const scratch = await mkdtemp(join(tmpdir(), "asyncstatus-check-"));
afterAll(() => rm(scratch, { recursive: true, force: true }));

test("the packed packages have no problems and one version", async () => {
  const tarballs = await pack(workspace, join(scratch, "packages"));
  expect(tarballs.map(({ name }) => name)).toEqual(publishedPackages.map(({ name }) => name));
  expect((await Promise.all(tarballs.map(check))).flat()).toEqual([]);
  expect(new Set(tarballs.map(({ version }) => version)).size).toBe(1);
});

interface Targets {
  types: string;
  default: string;
}

interface WrittenManifest {
  name: string;
  type?: string;
  license?: string;
  sideEffects?: boolean;
  files: string[];
  engines?: { node: string };
  exports?: object;
  publishConfig: { exports: { ".": Targets; "./xsd": Targets } };
  dependencies: Record<string, string>;
}

const mistakes: readonly [mistake: string, problem: RegExp, (manifest: WrittenManifest) => void][] =
  [
    [
      "exports a missing file",
      /dist\/xsd\/index\.js but the file does not exist/,
      ({ publishConfig }) => {
        publishConfig.exports["./xsd"].default = "./dist/xsd/index.js";
      },
    ],
    [
      "exports sources",
      /src\/index\.ts is TypeScript/,
      (manifest) => Reflect.deleteProperty(manifest.publishConfig, "exports"),
    ],
    [
      "exports nothing",
      /exports and bin are missing/,
      (manifest) => {
        Reflect.deleteProperty(manifest.publishConfig, "exports");
        delete manifest.exports;
      },
    ],
    [
      "has types in a missing file",
      /FallbackCondition/,
      ({ publishConfig }) => {
        publishConfig.exports["."].types = "./dist/index.d.mts";
      },
    ],
    ["has types of CommonJS", /UnexpectedModuleSyntax/, (manifest) => delete manifest.type],
    ["packs no types", /UntypedResolution/, ({ files }) => files.push("!**/*.d.ts")],
    ["packs no dist", /dist\/index\.js but the file does not/, ({ files }) => files.shift()],
    [
      "packs tests",
      /decode\.spec\.ts is packed/,
      (manifest) => {
        manifest.files = ["dist", "src"];
      },
    ],
    [
      "packs no sources for source maps",
      /index\.js\.map refers to .*src\/index\.ts/,
      (manifest) => {
        manifest.files = ["dist"];
      },
    ],
    [
      "has no list of files",
      /tsconfig\.json is packed/,
      (manifest) => Reflect.deleteProperty(manifest, "files"),
    ],
    [
      "allows an old Node.js",
      /engines\.node is not/,
      (manifest) => {
        manifest.engines = { node: ">=20" };
      },
    ],
    [
      "refuses a newer Node.js",
      /engines\.node is not/,
      (manifest) => {
        manifest.engines = { node: "^22.19.0" };
      },
    ],
    ["has no engines", /engines\.node is not/, (manifest) => delete manifest.engines],
    [
      "has a range of versions",
      /fast-xml-parser is \^5\.12\.1/,
      ({ dependencies }) => {
        dependencies["fast-xml-parser"] = "^5.12.1";
      },
    ],
    [
      "does not deny side effects",
      /sideEffects is not false/,
      (manifest) => delete manifest.sideEffects,
    ],
    ["has no license", /license is not Apache-2.0/, (manifest) => delete manifest.license],
  ];

/** Packs the model once for each mistake in its package.json. */
async function packMistakes(): Promise<readonly Tarball[]> {
  const root = join(scratch, "workspace");
  const model = join(workspace, "packages/model");
  await mkdir(root);
  for (const file of ["pnpm-workspace.yaml", "LICENSE"]) {
    await cp(join(workspace, file), join(root, file));
  }
  await writeFile(join(root, "package.json"), "{}");
  const folders = mistakes.map(async ([, , make], index) => {
    const folder = join(root, `packages/mistake-${index}`);
    const filter = (path: string) => !["node_modules", ".turbo"].includes(basename(path));
    await cp(model, folder, { recursive: true, filter });
    await symlink(join(model, "node_modules"), join(folder, "node_modules"));
    const manifest: WrittenManifest = JSON.parse(
      await readFile(join(model, "package.json"), "utf8"),
    );
    manifest.name = `mistake-${index}`;
    make(manifest);
    await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
    return `packages/mistake-${index}`;
  });
  return pack(root, join(scratch, "mistakes"), await Promise.all(folders));
}

let packed: readonly Tarball[];
beforeAll(async () => {
  packed = await packMistakes();
});

test.for(mistakes.map(([mistake, problem], index) => ({ mistake, problem, index })))(
  "finds a package that $mistake",
  async ({ problem, index }) => {
    const tarball = packed[index];
    expect(tarball && (await check(tarball)).join("\n")).toMatch(problem);
  },
);
