import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type RunOptions, run } from "@asyncstatus/tools/release";

/** A project outside the workspace, as somebody begins one. */
export interface Project {
  readonly folder: string;
  readonly run: (program: string, args: readonly string[]) => Promise<string>;
}

/**
 * Begins a project, and has npm install into it.
 *
 * @param files A folder whose files it gets.
 * @param type How Node.js is to read its `.js` files.
 */
export async function beginProject(
  { cwd: folder, env = {} }: RunOptions,
  packages: readonly string[],
  files?: string,
  type: "module" | "commonjs" = "module",
): Promise<Project> {
  await mkdir(folder, { recursive: true });
  if (files) await cp(files, folder, { recursive: true });
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ name: "fresh", version: "1.0.0", private: true, type }),
  );
  // What engines admits is to be held against the Node.js that is there.
  const args = ["install", "--save-exact", "--engine-strict", "--no-audit", ...packages];
  await run("npm", args, { cwd: folder, env });
  return { folder, run: (program, given) => run(program, given, { cwd: folder, env }) };
}
