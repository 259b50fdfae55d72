import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { type OutputChunk, rolldown } from "rolldown";
import { licencesOf } from "./licences-of.ts";
import { oneScript } from "./one-script.ts";

/**
 * Makes the program as it is published: all that it needs is in it but the reference device, so that it
 * starts as fast as Node.js lets it. It is one script, beside what launches it.
 *
 * @param folder Where to, beside `src`. What is there is removed.
 */
export async function bundle(folder: URL): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const program = await chunksOf("../src/program.ts");
  const script = oneScript(program, "program.cjs");
  const name = `program-${createHash("sha256").update(script).digest("hex").slice(0, 12)}.js`;
  const launch = await chunksOf("../src/launch/main.ts", { PROGRAM_FILE: JSON.stringify(name) });
  const modules = [...program, ...launch].flatMap(({ moduleIds }) => moduleIds);
  await Promise.all([
    writeFile(new URL(name, folder), script),
    ...launch.map(({ fileName, code }) => writeFile(new URL(fileName, folder), code)),
    writeFile(new URL("THIRD-PARTY-LICENCES.txt", folder), await licencesOf(modules)),
  ]);
}

async function chunksOf(
  entry: string,
  define: Record<string, string> = {},
): Promise<OutputChunk[]> {
  const build = await rolldown({
    input: new URL(entry, import.meta.url).pathname,
    platform: "node",
    // The client loads undici where it is given no transport; this program always gives one.
    external: ["@asyncstatus/server", "undici"],
    // It would leave `await using` as it is, which Node.js 22 cannot read.
    transform: { target: "node22", define },
  });
  const { output } = await build.generate({
    // Not ESM: for it, Node.js would call every getter of each of its own modules that is imported.
    format: "cjs",
    // A script cannot import without a warning of Node.js; and it can require what is ESM.
    dynamicImportInCjs: false,
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
    // Read and parsed at every start.
    minify: true,
  });
  await build.close();
  return output.filter((part) => part.type === "chunk");
}
