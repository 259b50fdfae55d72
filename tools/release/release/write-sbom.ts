import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Tarball } from "../pack/pack.ts";
import { run } from "../run.ts";

/**
 * Writes down, in CycloneDX, all that is installed with the packages.
 *
 * @param scratch A folder for what npm needs for it.
 */
export async function writeSbom(
  tarballs: readonly Tarball[],
  scratch: string,
  file: string,
): Promise<void> {
  const cwd = join(scratch, "sbom");
  await mkdir(cwd);
  const [first] = tarballs;
  const manifest = { name: "asyncstatus-packages", version: first?.version, private: true };
  await writeFile(join(cwd, "package.json"), JSON.stringify(manifest));
  const files = tarballs.map((tarball) => tarball.file);
  await run("npm", ["install", "--package-lock-only", "--no-audit", "--ignore-scripts", ...files], {
    cwd,
  });
  const args = ["sbom", "--package-lock-only", "--sbom-format", "cyclonedx"];
  await writeFile(file, await run("npm", args, { cwd }));
}
