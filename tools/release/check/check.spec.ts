import { beforeAll, expect, test } from "vitest";
import { workspace } from "../../paths.ts";
import { pack } from "../pack/pack.ts";
import { type Unpacked, unpack } from "../pack/unpack.ts";
import { publishedPackages } from "../published-packages.ts";
import { scratchFolder } from "../testing/scratch.ts";
import { check } from "./check.ts";

const scratch = scratchFolder();
let unpacked: readonly Unpacked[];

beforeAll(async () => {
  unpacked = await unpack(await pack(workspace), scratch);
});

test.each(publishedPackages)("$name, as it is packed, is as it should be", async ({ name }) => {
  const found = unpacked.find((one) => one.name === name);
  expect(found && (await check(found))).toEqual([]);
});

test("all packages have one version", () => {
  expect(new Set(unpacked.map(({ manifest }) => manifest.version)).size).toBe(1);
});
