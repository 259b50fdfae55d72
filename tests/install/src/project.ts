import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "@asyncstatus/tools/run";
import { inject } from "vitest";
import { environmentOf, runtimes } from "./runtimes.ts";

export const context = inject("context");

/** A project outside the workspace. */
export interface Project {
  readonly folder: string;
  readonly run: (program: string, args: readonly string[]) => Promise<string>;
}

/** Returns the path of a file of this package. */
export const fileOf = (path: string): string => new URL(`../${path}`, import.meta.url).pathname;

/** Returns our packages in the version that was released, as npm installs them. */
export const released = (...names: readonly string[]): string[] =>
  names.map((name) => `${name}@${context.version}`);

export const libraries = released(
  "@asyncstatus/client",
  "@asyncstatus/model",
  "@asyncstatus/server",
);

/**
 * Creates a project from a folder of `projects/`, if there is one, and installs packages with the
 * oldest supported Node.js. npm refuses a package whose `engines` do not allow it.
 */
export async function createProject(
  name: string,
  packages: readonly string[],
  type: "module" | "commonjs" = "module",
): Promise<Project> {
  const folder = join(context.scratch, name);
  await mkdir(folder);
  await cp(fileOf(`projects/${name}`), folder, { recursive: true }).catch(() => undefined);
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ name, version: "1.0.0", private: true, type }),
  );
  const [oldest] = runtimes;
  const options = {
    cwd: folder,
    env: { ...context.env, ...environmentOf(oldest, context.runtimeFolder) },
  };
  const install = ["install", "--save-exact", "--engine-strict", "--no-audit", ...packages];
  await run("npm", install, options);
  return { folder, run: (program, args) => run(program, args, options) };
}
