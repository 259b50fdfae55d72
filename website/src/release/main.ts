// `pnpm --filter @asyncstatus/website site`: builds the site and adds it to the published releases.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { packageFolder, workspace } from "../package-folder.ts";
import { placeRelease } from "./place-release.ts";
import { releaseOf } from "./releases.ts";

const { values } = parseArgs({
  options: {
    // Folder of the published site.
    into: { type: "string", default: join(packageFolder, "dist/site") },
    // Base path of the site.
    base: { type: "string", default: "/" },
  },
});
if (!/^\/([\w.-]+\/)*$/.test(values.base)) {
  throw new Error(`--base ${values.base}: expected a path such as /docs/.`);
}
const into = resolve(process.env.INIT_CWD ?? ".", values.into);
const client = readFileSync(join(workspace, "packages/client/package.json"), "utf8");
const release = releaseOf(JSON.parse(client).version);

execFileSync(process.execPath, [join(packageFolder, "src/generate/main.ts")], { stdio: "inherit" });
execFileSync("vitepress", ["build"], {
  cwd: packageFolder,
  env: { ...process.env, DOCS_BUNDLE: "1" },
  stdio: "inherit",
});
const bundle = join(packageFolder, "dist/bundle");
const releases = placeRelease({ bundle, into, release, base: values.base });
console.log(`${into}: ${releases.map((one) => `v${one.release}`).join(", ")}`);
