import { rm, writeFile } from "node:fs/promises";
import { rolldown } from "rolldown";
import { licencesOf } from "./licences-of.ts";

/**
 * Makes the program as it is published: all that it needs is in it but the reference device, so that it
 * starts as fast as Node.js lets it.
 *
 * @param folder Where to, beside `src`. What is there is removed.
 */
export async function bundle(folder: URL): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const build = await rolldown({
    input: new URL("../src/main.ts", import.meta.url).pathname,
    platform: "node",
    // The client loads undici where it is given no transport; this program always gives one.
    external: ["@asyncstatus/server", "undici"],
    // It would leave `await using` as it is, which Node.js 22 cannot read.
    transform: { target: "node22" },
  });
  const { output } = await build.write({
    dir: folder.pathname,
    // Not ESM: for it, Node.js would call every getter of each of its own modules that is imported.
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
    // What most commands need is one file: to find and open one takes a fifth of a millisecond.
    codeSplitting: { groups: [{ name: "common", minShareCount: 4 }] },
    // Read and parsed at every start.
    minify: true,
  });
  await build.close();
  const modules = output.flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
  await writeFile(new URL("THIRD-PARTY-LICENCES.txt", folder), await licencesOf(modules));
}
