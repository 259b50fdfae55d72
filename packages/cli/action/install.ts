import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Installs the package of this release from npm, and returns the path of its program.
 *
 * @param folder An empty folder.
 * @throws {Error} If npm fails.
 */
export function install(folder: string, env: Environment): string {
  const version = readManifest(new URL("../package.json", import.meta.url)).version;
  writeFileSync(join(folder, "package.json"), "{}");
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", `asyncstatus@${version}`];
  execFileSync("npm", args, {
    cwd: folder,
    // The runner's own Node.js has an npm for runners without another one.
    env: { ...env, PATH: `${env.PATH ?? ""}${delimiter}${dirname(process.execPath)}` },
    // On Windows, npm is a script. No argument needs quotes.
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const installed = join(folder, "node_modules/asyncstatus");
  return join(installed, readManifest(join(installed, "package.json")).bin.asyncstatus);
}

interface Manifest {
  readonly version: string;
  readonly bin: { readonly asyncstatus: string };
}

function readManifest(file: string | URL): Manifest {
  return JSON.parse(readFileSync(file, "utf8"));
}
