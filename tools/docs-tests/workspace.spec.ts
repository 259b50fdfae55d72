import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { workspace } from "../paths.ts";

test("pnpm checks engines against the Node.js that runs the scripts", async () => {
  const settings = parse(await readFile(join(workspace, "pnpm-workspace.yaml"), "utf8"));
  expect(settings.nodeVersion).toBe(process.versions.node);
});
