import { mkdir, rm, writeFile } from "node:fs/promises";
import { rolldown } from "rolldown";
import { licensesOf } from "./licenses-of.ts";

/**
 * Bundles the program with everything it needs except the reference device and the contract verifier.
 *
 * @param folder Output folder. Its content is removed.
 */
export async function bundle(folder: URL): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const build = await rolldown({
    input: new URL("../src/main.ts", import.meta.url).pathname,
    platform: "node",
    external: ["@asyncstatus/server", "@asyncstatus/contract", "undici"],
    // Node.js 22 can't parse `await using`.
    transform: { target: "node22" },
  });
  const { output } = await build.generate({
    // CommonJS starts faster: for ESM, Node.js calls every getter of each of its modules that is imported.
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
    minify: true,
  });
  await build.close();
  const chunks = output.filter((part) => part.type === "chunk");
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  await Promise.all([
    ...chunks.map(({ fileName, code }) => writeFile(new URL(fileName, folder), code)),
    writeFile(new URL("THIRD-PARTY-LICENSES.txt", folder), await licensesOf(modules)),
  ]);
}
