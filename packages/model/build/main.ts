// Part of `pnpm build`: minifies the generated validators, which are a third of the package otherwise.

import { readFile, rm, writeFile } from "node:fs/promises";
import { transform } from "esbuild";

const gen = new URL("../dist/gen/", import.meta.url);
const banner = "// Generated and minified.\n";

const written = await readFile(new URL("validators.js", gen), "utf8");
const { code } = await transform(written, { minify: true, format: "esm", legalComments: "none" });
await writeFile(new URL("validators.js", gen), `${banner}${code}`);

const types = await readFile(new URL("validators.d.ts", gen), "utf8");
await writeFile(
  new URL("validators.d.ts", gen),
  types.replace(/^\/\/# sourceMappingURL=.*\n?/m, ""),
);
for (const map of ["validators.js.map", "validators.d.ts.map"])
  await rm(new URL(map, gen), { force: true });
