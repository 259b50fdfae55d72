// Bundles to dist-executable/ what an executable is made of, on any platform: the program in one file, and
// make-executable.mjs.

import { rolldown } from "rolldown";
import { bundle } from "./bundle.ts";

const folder = new URL("../dist-executable/", import.meta.url);
await bundle(folder, { inOneFile: true });
const build = await rolldown({
  input: new URL("make-executable.ts", import.meta.url).pathname,
  platform: "node",
});
await build.write({ dir: folder.pathname, entryFileNames: "[name].mjs" });
await build.close();
