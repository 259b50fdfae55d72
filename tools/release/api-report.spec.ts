import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
} from "@microsoft/api-extractor";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workspace } from "../paths.ts";
import { type Exports, pack, publishedPackages, readManifest, unpack } from "./packages.ts";

// The packages are compared as they are packed. To update packages/*/api: pnpm build, then
// pnpm --filter @asyncstatus/tools api.

const scratch = await mkdtemp(join(tmpdir(), "asyncstatus-api-"));
afterAll(() => rm(scratch, { recursive: true, force: true }));
beforeAll(async () => {
  await unpack(workspace, await pack(workspace, join(scratch, "tarballs")), scratch);
});

const compilerOptions = {
  target: "es2024",
  lib: ["es2024", "esnext.disposable", "dom"],
  module: "nodenext",
  types: ["node"],
  strict: true,
  skipLibCheck: true,
};

const libraries = publishedPackages.filter(({ name }) => name !== "asyncstatus");

test.for(libraries)("the API of $name is that of its reports", async ({ name, folder }) => {
  const project = join(scratch, "packages", name);
  const entries = entriesOf((await readManifest(project)).exports ?? {});
  const reports = await extract(project, entries);
  for (const [entry, report] of reports) {
    await expect(report).toMatchFileSnapshot(join(workspace, folder, `api/${entry}.api.md`));
  }
  const files = await readdir(join(workspace, folder, "api"));
  expect(files.toSorted()).toEqual([...reports.keys()].map((entry) => `${entry}.api.md`).sort());
});

/** Returns the declaration file of each entry point of a package. */
function entriesOf(exports: Exports): [entry: string, types: string][] {
  return Object.entries(exports).flatMap(([path, target]) => {
    const types = typeof target === "object" && target.types;
    return typeof types === "string" ? [[path === "." ? "index" : path.slice(2), types]] : [];
  });
}

async function extract(
  project: string,
  entries: readonly (readonly [entry: string, types: string])[],
): Promise<ReadonlyMap<string, string>> {
  const tsconfig = { compilerOptions, include: ["dist/**/*.d.ts"] };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify(tsconfig));
  const reportFolder = join(project, "api");
  await mkdir(reportFolder);
  const file = join(workspace, "tools/release/api-extractor.json");
  const configs = entries.map(([reportFileName, types]) => {
    const base = ExtractorConfig.loadFile(file);
    const apiReport = { ...base.apiReport, enabled: true, reportFileName, reportFolder };
    return ExtractorConfig.prepare({
      configObject: {
        ...base,
        projectFolder: project,
        mainEntryPointFilePath: join(project, types),
        apiReport: { ...apiReport, reportTempFolder: join(reportFolder, "temp") },
      },
      configObjectFullPath: file,
      packageJsonFullPath: join(project, "package.json"),
    });
  });
  const [first] = configs;
  if (!first) throw new Error(`${project} has no entry points.`);
  // One program for all entry points: reading the types takes longest.
  const compilerState = CompilerState.create(first, {
    additionalEntryPoints: configs.map((config) => config.mainEntryPointFilePath),
  });
  for (const config of configs) {
    Extractor.invoke(config, {
      localBuild: true,
      compilerState,
      messageCallback: (message) => {
        message.handled = true;
        if (message.logLevel === ExtractorLogLevel.Error) throw new Error(message.text);
      },
    });
  }
  const texts = entries.map(async ([entry]) => {
    const text = await readFile(join(reportFolder, `${entry}.api.md`), "utf8");
    return [entry, text.replaceAll("\r\n", "\n")] as const;
  });
  return new Map(await Promise.all(texts));
}
