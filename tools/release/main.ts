// `pnpm release [--untested] [--keep FOLDER]`: from the versions in the workspace to the registry.

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { workspace } from "../paths.ts";
import { release } from "./release/release.ts";

const { values } = parseArgs({
  options: { untested: { type: "boolean", default: false }, keep: { type: "string" } },
});

try {
  await release({
    root: workspace,
    tested: !values.untested,
    keep: values.keep && resolve(process.env.INIT_CWD ?? ".", values.keep),
    environment: process.env,
    print: console.log,
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
