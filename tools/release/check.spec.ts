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

type Mistake = (manifest: WrittenManifest) => unknown;

const mistakes: readonly [mistake: string, problem: RegExp, make: Mistake][] = [
  [
    "exports a missing file",
    /dist\/a\.js but the file does not exist/,
    (m) => (m.publishConfig.exports["./xsd"].default = "./dist/a.js"),
  ],
  [
    "exports sources",
    /src\/index\.ts is TypeScript/,
    (m) => Reflect.deleteProperty(m.publishConfig, "exports"),
  ],
  [
    "exports nothing",
    /exports and bin are missing/,
    (m) => Reflect.deleteProperty(m.publishConfig, "exports") && delete m.exports,
  ],
  [
    "has types in a missing file",
    /FallbackCondition/,
    (m) => (m.publishConfig.exports["."].types = "./dist/index.d.mts"),
  ],
  ["has types of CommonJS", /UnexpectedModuleSyntax/, (m) => delete m.type],
  ["packs no types", /UntypedResolution/, (m) => m.files.push("!**/*.d.ts")],
  ["packs no dist", /dist\/index\.js but the file does not/, (m) => m.files.shift()],
  ["packs tests", /decode\.spec\.ts is packed/, (m) => (m.files = ["dist", "src"])],
  ["packs no sources", /index\.js\.map refers to .*src\/index\.ts/, (m) => (m.files = ["dist"])],
  ["packs all files", /tsconfig\.json is packed/, (m) => Reflect.deleteProperty(m, "files")],
  ["allows an old Node.js", /engines\.node is/, (m) => (m.engines = { node: ">=20" })],
  ["refuses a newer Node.js", /engines\.node is/, (m) => (m.engines = { node: "^22.19.0" })],
  ["has no engines", /engines\.node is/, (m) => delete m.engines],
  ["has a range", /fast-xml-parser is \^5/, (m) => (m.dependencies["fast-xml-parser"] = "^5.12.1")],
  ["does not deny side effects", /sideEffects is not false/, (m) => delete m.sideEffects],
  ["has no license", /license is not Apache-2.0/, (m) => delete m.license],
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
