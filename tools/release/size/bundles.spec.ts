import { beforeAll, expect, test } from "vitest";
import { workspace } from "../../paths.ts";
import { pack } from "../pack/pack.ts";
import { unpack } from "../pack/unpack.ts";
import { scratchFolder } from "../testing/scratch.ts";
import { type Bundled, bundleAll, bundles, bundleTable } from "./bundles.ts";

const scratch = scratchFolder();
let bundled: readonly Bundled[];

beforeAll(async () => {
  await unpack(await pack(workspace), scratch);
  bundled = await bundleAll(scratch);
  console.log(bundleTable(bundled));
});

test.each(bundles)("$name: at most $budgetKb kB, and nothing of Node.js", ({ name, budgetKb }) => {
  const found = bundled.find((one) => one.name === name);
  expect(found?.gzipKb).toBeLessThan(budgetKb);
  // An empty bundle would keep to any budget.
  expect(found?.gzipKb).toBeGreaterThan(5);
  expect(found?.builtins).toEqual([]);
});
