import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { workspace } from "../../paths.ts";
import { pack } from "../pack/pack.ts";
import { type Unpacked, unpack } from "../pack/unpack.ts";
import { publishedPackages } from "../published-packages.ts";
import { scratchFolder } from "../testing/scratch.ts";
import { apiReports } from "./api-report.ts";

// `pnpm api` writes the reports.
const scratch = scratchFolder();
let unpacked: readonly Unpacked[];

beforeAll(async () => {
  unpacked = await unpack(await pack(workspace), scratch);
});

const libraries = publishedPackages.filter(({ name }) => name !== "asyncstatus");

test.each(libraries)(
  "$name offers what its reports say, and nothing else",
  async ({ name, folder }) => {
    const found = unpacked.find((one) => one.name === name);
    if (!found) throw new Error(`${name} is not packed.`);
    const temporary = join(scratch, "reports", name);
    mkdirSync(temporary, { recursive: true });
    const reports = await apiReports(found, temporary);
    for (const { file, text } of reports) {
      await expect(text).toMatchFileSnapshot(join(workspace, folder, file));
    }
    const stale = readdirSync(join(workspace, folder, "api")).filter(
      (file) => !reports.some((report) => report.file === `api/${file}`),
    );
    expect(stale).toEqual([]);
  },
);
