import { bundle } from "../../build/bundle.ts";

// Not where `pnpm build` puts it: both may be at work at the same time.
const folder = new URL("../../dist-test/", import.meta.url);

/** The entry of the program as it is published, made for the tests. */
export const bundledProgram: string = new URL("main.cjs", folder).pathname;

/** Makes it, once, before any test runs: for vitest's `globalSetup`. */
export async function setup(): Promise<void> {
  await bundle(folder);
}
