// `pnpm build`: the program as it is published, in dist/. All that it needs is in it but the reference
// device, so that it starts as fast as Node.js lets it.

import { rm, writeFile } from "node:fs/promises";
import { rolldown } from "rolldown";
import { licencesOf } from "./licences-of.ts";

const root = new URL("../", import.meta.url);
const dist = new URL("dist/", root);
await rm(dist, { recursive: true, force: true });

const bundle = await rolldown({
  input: new URL("src/main.ts", root).pathname,
  platform: "node",
  // The client loads undici where it is given no transport; this program always gives one.
  external: ["@asyncstatus/server", "undici"],
});
const { output } = await bundle.write({
  dir: dist.pathname,
  // Not ESM: for it, Node.js would call every getter of each of its own modules that is imported.
  format: "cjs",
  entryFileNames: "[name].cjs",
  // Read and parsed at every start.
  minify: true,
  chunkFileNames: "[name]-[hash].cjs",
});
await bundle.close();

const modules = output.flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
await writeFile(new URL("THIRD-PARTY-LICENCES.txt", dist), await licencesOf(modules));
