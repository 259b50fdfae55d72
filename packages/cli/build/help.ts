// `pnpm --filter asyncstatus help`: writes HELP.md.

import { writeFileSync } from "node:fs";
import { helpPage } from "./all-help.ts";

writeFileSync(new URL("../HELP.md", import.meta.url), helpPage());
