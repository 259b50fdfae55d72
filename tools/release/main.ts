// Builds, tests, packs and checks a release: pnpm release [--untested] [--into FOLDER]
// It publishes nothing: publish.ts does.

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { workspace } from "../paths.ts";
import { pnpm, run } from "../run.ts";
import { check } from "./check.ts";
import { pack, publishedPackages, type Tarball } from "./packages.ts";

const { values } = parseArgs({
  options: { untested: { type: "boolean" }, into: { type: "string", default: "released" } },
});
const into = resolve(process.env.INIT_CWD ?? ".", values.into);

await nameRepository();
console.log("Build.");
await pnpm(["build"], { cwd: workspace });
if (!values.untested) {
  console.log("Test.");
  await pnpm(["test"], { cwd: workspace });
}
console.log("Pack and check.");
const tarballs = await pack(workspace, into);
const problems = (await Promise.all(tarballs.map(check))).flat();
if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exitCode = 1;
} else {
  await writeFile(join(into, "NOTES.md"), await notes());
  await writeFile(join(into, "sbom.cdx.json"), await sbom(tarballs));
  await writeFile(join(into, "release.json"), JSON.stringify(tarballs.map(inFolder)));
  await pnpm(["--filter", "asyncstatus", "exec", "node", "build/executable.ts"], {
    cwd: workspace,
  });
  const parts = join(workspace, "packages/cli/dist-executable");
  await cp(parts, join(into, "executable"), { recursive: true });
  await cp(join(workspace, "LICENSE"), join(into, "executable/LICENSE.txt"));
  console.log(`${tarballs.length} packages, notes, SBOM and parts of executables are in ${into}.`);
}

/** The published file, which is moved to another machine with the folder. */
function inFolder({ name, version, filename }: Tarball): Tarball {
  return { name, version, filename: filename.slice(into.length + 1) };
}

/** Writes the workflow's repository into each package.json. npm compares it with the provenance. */
async function nameRepository(): Promise<void> {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = process.env;
  if (!server || !name) return;
  for (const { folder: directory } of publishedPackages) {
    const path = join(workspace, directory, "package.json");
    const manifest = JSON.parse(await readFile(path, "utf8"));
    manifest.repository = { type: "git", url: `git+${server}/${name}.git`, directory };
    await writeFile(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
}

/** Joins the newest changelog entries of the packages. */
async function notes(): Promise<string> {
  const entries = publishedPackages.map(async ({ name, folder }) => {
    const changelog = await readFile(join(workspace, folder, "CHANGELOG.md"), "utf8");
    return `# ${name}\n\n## ${changelog.split(/^## /m)[1]?.trim()}\n`;
  });
  return (await Promise.all(entries)).join("\n");
}

/** Lists everything that is installed with the packages, in CycloneDX. */
async function sbom(packed: readonly Tarball[]): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), "asyncstatus-sbom-"));
  try {
    const manifest = { name: "asyncstatus-packages", version: packed[0]?.version, private: true };
    await writeFile(join(cwd, "package.json"), JSON.stringify(manifest));
    const lock = ["--package-lock-only", "--no-audit", "--ignore-scripts"];
    await run("npm", ["install", ...lock, ...packed.map(({ filename }) => filename)], { cwd });
    const args = ["sbom", "--package-lock-only", "--sbom-format", "cyclonedx"];
    return await run("npm", args, { cwd });
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}
