// Writes the specification of each REST version to dist/.

import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";

const root = new URL("../../../", import.meta.url);
execFileSync("pnpm", ["--filter", "@asyncstatus/tools", "spec"], { cwd: root, stdio: "inherit" });
cpSync(new URL("spec/dist/", root), new URL("../dist/", import.meta.url), { recursive: true });
