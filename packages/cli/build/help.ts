// `pnpm --filter asyncstatus run help`: writes HELP.md and TRUST.md.

import { writeFileSync } from "node:fs";
import { helpPage } from "./all-help.ts";
import { trustPage } from "./trust-page.ts";

writeFileSync(new URL("../HELP.md", import.meta.url), helpPage());
writeFileSync(new URL("../TRUST.md", import.meta.url), trustPage());
