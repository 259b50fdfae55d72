// `pnpm release:rehearse`: from the changesets to packages that are installed, on this computer alone.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workspace } from "../../paths.ts";
import { startLocalRegistry } from "../registry/local-registry.ts";
import { run } from "../run.ts";
import { rehearse } from "./rehearse.ts";

const scratch = await mkdtemp(join(tmpdir(), "asyncstatus-rehearsal-"));
const folder = async (name: string) => {
  await mkdir(join(scratch, name));
  return join(scratch, name);
};
try {
  const registry = await startLocalRegistry(await folder("registry"));
  try {
    const { version, next } = await rehearse(
      workspace,
      registry,
      await folder("release"),
      console.log,
    );
    const project = { cwd: await folder("project"), env: registry.env };
    await writeFile(join(project.cwd, "package.json"), '{ "private": true }');
    for (const [tag, want] of Object.entries({ latest: version, next })) {
      console.log(`$ npm install asyncstatus@${tag}`);
      await run("npm", ["install", `asyncstatus@${tag}`], project);
      const got = (await run("npx", ["asyncstatus", "--version"], project)).trim();
      console.log(`  asyncstatus --version: ${got}`);
      if (got !== want) throw new Error(`Expected ${want}, got ${got}.`);
    }
  } finally {
    await registry.close();
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
