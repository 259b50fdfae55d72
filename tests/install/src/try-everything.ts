import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  bundleAll,
  bundleTable,
  type LocalRegistry,
  rehearse,
  run,
  workspace,
} from "@asyncstatus/tools/release";
import { build } from "esbuild";
import { tryInBrowser } from "./browser/try-in-browser.ts";
import { type Cell, tried } from "./cell.ts";
import { runByName } from "./commands.ts";
import { commitEverywhere } from "./commits.ts";
import { auditProblems } from "./hygiene/audit.ts";
import { overBudget, sizeTable } from "./hygiene/client-size.ts";
import { installedPackages } from "./hygiene/installed-packages.ts";
import { licenceTable, unknownLicences } from "./hygiene/licences.ts";
import { traceToSources } from "./hygiene/source-maps.ts";
import { beginProject } from "./project.ts";
import { environmentOf, runtimes } from "./runtimes.ts";
import { serve } from "./served.ts";

/** What was tried, and what is to be told of it. */
export interface Tried {
  /** The packages, by kind of project and runtime. */
  readonly matrix: readonly Cell[];
  /** What is tried once. */
  readonly others: readonly Cell[];
  /** Tables with figures. */
  readonly notes: readonly string[];
}

const here = (path: string) => new URL(`../${path}`, import.meta.url).pathname;

/** Releases, installs, and tries everything. */
export async function tryEverything(
  registry: LocalRegistry,
  scratch: string,
  print: (text: string) => void,
): Promise<Tried> {
  const runtimeFolder = join(scratch, "runtimes");
  await mkdir(runtimeFolder);
  const specs = runtimes.map(({ spec }) => spec);
  const installingRuntimes = run(
    "npm",
    ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", ...specs],
    { cwd: runtimeFolder },
  );
  await mkdir(join(scratch, "release"));
  const { version, next } = await rehearse(workspace, registry, join(scratch, "release"), print);
  await installingRuntimes;

  const [oldest] = runtimes;
  if (!oldest) throw new Error("There are no runtimes.");
  const env = { ...registry.env, ...environmentOf(oldest, runtimeFolder) };
  const ours = (...names: readonly string[]) => names.map((name) => `${name}@${version}`);
  const libraries = ours("@asyncstatus/client", "@asyncstatus/model", "@asyncstatus/server");
  const typescript = ["typescript@7.0.2", "@types/node@22"];
  const begin = (name: string, packages: readonly string[], files?: string, type?: "commonjs") =>
    beginProject({ cwd: join(scratch, name), env }, packages, files && here(files), type);

  print("Projects begin.");
  const [nodenext, bundler, commonjs, javascript, browser, client, everything, preRelease] =
    await Promise.all([
      begin("nodenext", [...libraries, ...typescript], "projects/nodenext"),
      begin("bundler", [...libraries, ...typescript], "projects/bundler"),
      begin("commonjs", libraries, "projects/commonjs", "commonjs"),
      begin("javascript", libraries, "projects/javascript"),
      begin("browser", libraries, "projects/browser"),
      begin("client", ours("@asyncstatus/client")),
      begin("everything", [...libraries, ...ours("asyncstatus", "@asyncstatus/contract")]),
      begin("next", ["@asyncstatus/client@next"]),
    ]);
  const others: Cell[] = [];
  const once = async (row: string, attempt: () => Promise<void>) =>
    void others.push(await tried(row, "works", attempt));

  print("Types, bundles, and all that is tried once.");
  await once("TypeScript 7, strict, `nodenext`", async () => {
    await nodenext.run("npx", ["tsc"]);
  });
  await once("TypeScript 7, strict, `bundler`", async () => {
    await run("cp", [join(nodenext.folder, "commit.ts"), bundler.folder], { cwd: scratch });
    await bundler.run("npx", ["tsc"]);
  });
  await once("TypeScript 5.9, strict, `nodenext`", async () => {
    await nodenext.run("npx", ["--yes", "--package", "typescript@5.9.3", "tsc", "--noEmit"]);
  });
  await once("esbuild for Node.js", async () => {
    await build({
      entryPoints: [join(bundler.folder, "commit.ts")],
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node22",
      outfile: join(bundler.folder, "bundle.js"),
      external: ["@asyncstatus/server"],
      // undici is CommonJS.
      banner: {
        js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
      },
    });
  });
  const node24 = runtimes.find(({ name }) => name === "Node 24") ?? oldest;
  const node = join(runtimeFolder, node24.program);
  await once("traces name the sources (source maps)", () => traceToSources(javascript, node));
  await once(`\`npm install @asyncstatus/client@next\` is ${next}`, async () => {
    const packages = await installedPackages(preRelease.folder);
    const own = packages.filter(({ name }) => name.startsWith("@asyncstatus/"));
    const versions = own.map((one) => `${one.name} ${one.version}`);
    const want = [`@asyncstatus/client ${next}`, `@asyncstatus/model ${next}`];
    if (versions.join() !== want.join()) throw new Error(versions.join());
  });
  const clientPackages = await installedPackages(client.folder);
  await once("the client is under 5 MB and 12 packages", async () => {
    const problems = overBudget(clientPackages);
    if (problems.length > 0) throw new Error(problems.join(" "));
  });
  const allPackages = await installedPackages(everything.folder);
  await once("licences are known, and listed in `installed/LICENCES.md`", async () => {
    const listed = await readFile(here("LICENCES.md"), "utf8").catch(() => "");
    const table = licenceTable(allPackages);
    const problems = [...unknownLicences(allPackages)];
    if (!listed.endsWith(table)) problems.push(`The table is now:\n${table}`);
    if (problems.length > 0) throw new Error(problems.join("\n"));
  });
  await once("`npm audit` finds nothing without an answer", async () => {
    const problems = await auditProblems(everything);
    if (problems.length > 0) throw new Error(problems.join("\n"));
  });
  await once("the SBOM (`npm sbom`) has all that is installed", async () => {
    const sbom = JSON.parse(await everything.run("npm", ["sbom", "--sbom-format", "cyclonedx"]));
    const named = (sbom.components as { name: string; version: string }[]).map(
      ({ name, version: found }) => `${name}@${found}`,
    );
    const missing = allPackages.filter((one) => !named.includes(`${one.name}@${one.version}`));
    if (missing.length > 0) throw new Error(missing.map(({ name }) => name).join());
  });
  others.push(...(await tryInBrowser(browser, node)));

  print("Commits, on each runtime.");
  const program = join(everything.folder, "node_modules/.bin/asyncstatus");
  const served = await serve(node, program, here("fast.yaml"));
  try {
    const device = JSON.stringify(served);
    const commits = await commitEverywhere(
      [
        {
          kind: "ES module, TypeScript, `nodenext`",
          folder: nodenext.folder,
          program: "out/commit.js",
          source: "commit.ts",
        },
        { kind: "ES module, TypeScript, `bundler`", folder: bundler.folder, program: "bundle.js" },
        { kind: "CommonJS, by `require`", folder: commonjs.folder, program: "commit.cjs" },
        { kind: "ES module, JavaScript", folder: javascript.folder, program: "commit.js" },
      ],
      runtimeFolder,
      device,
    );
    print("Commands, by name.");
    await mkdir(join(scratch, "empty"));
    const empty = { cwd: join(scratch, "empty"), env: registry.env };
    const commands = await runByName(version, runtimeFolder, empty, served);
    return {
      matrix: [...commits, ...commands],
      others,
      notes: [sizeTable(clientPackages), bundleTable(await bundleAll(bundler.folder))],
    };
  } finally {
    await served.close();
  }
}
