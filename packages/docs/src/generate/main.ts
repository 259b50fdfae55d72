// Makes the pages that are made of something else: `pages/gen`, and what is to be downloaded: `pages/public`.

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../package-folder.ts";

for (const folder of ["pages/gen", "pages/public"]) {
  rmSync(join(packageFolder, folder), { recursive: true, force: true });
  mkdirSync(join(packageFolder, folder), { recursive: true });
}
