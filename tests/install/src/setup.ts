import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "@asyncstatus/tools/run";
import type { TestProject } from "vitest/node";
import { startRegistry } from "./registry.ts";
import { type Rehearsed, rehearse } from "./rehearse.ts";
import { runtimes } from "./runtimes.ts";

/** The values that all tests share. */
export interface Context extends Rehearsed {
  /** A folder that is removed after the tests. */
  readonly scratch: string;
  /** The folder in which the runtimes are installed. */
  readonly runtimeFolder: string;
  /** The environment in which npm uses the registry with the packages. */
  readonly env: Readonly<Record<string, string>>;
}

declare module "vitest" {
  interface ProvidedContext {
    context: Context;
  }
}

/** Releases the workspace to a registry on this machine, and installs the runtimes. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const scratch = await mkdtemp(join(tmpdir(), "asyncstatus-install-"));
  const folder = async (name: string) => {
    await mkdir(join(scratch, name));
    return join(scratch, name);
  };
  const registry = await startRegistry(await folder("registry"));
  const runtimeFolder = await folder("runtimes");
  await writeFile(join(runtimeFolder, "package.json"), "{}");
  const specs = runtimes.map(({ spec }) => spec);
  const install = ["install", "--no-save", "--no-audit", "--ignore-scripts", ...specs];
  const [rehearsed] = await Promise.all([
    rehearse(await folder("release"), registry.env),
    run("npm", install, { cwd: runtimeFolder }),
  ]).catch(async (error: unknown) => {
    await registry.close();
    throw error;
  });
  provide("context", { ...rehearsed, scratch, runtimeFolder, env: registry.env });
  return async () => {
    await registry.close();
    await rm(scratch, { recursive: true, force: true });
  };
}
