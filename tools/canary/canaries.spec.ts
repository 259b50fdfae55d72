// The shared test devices have the canary in their passwords, so that a leak can be found.

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "../paths.ts";
import { canary } from "./secrets.mjs";

const shared = [
  "packages/*/src/testing/*.ts",
  "packages/*/test/*.ts",
  "tests/e2e/src/world.ts",
  "tests/e2e/src/random/*.ts",
  "tests/e2e/src/soak/*.ts",
  "tests/bench/src/*.ts",
];
const given = globSync(shared, { cwd: workspace })
  .map((file) => ({ file, text: readFileSync(join(workspace, file), "utf8") }))
  .filter(({ text }) => /\bpassword( =|:) ["'`]/.test(text));

test("every package with shared devices gives them a password", () => {
  const places = new Set(given.map(({ file }) => file.split("/").slice(0, 2).join("/")));
  expect([...places].sort()).toEqual([
    "packages/cli",
    "packages/client",
    "packages/contract",
    "packages/fleet",
    "packages/server",
    "tests/bench",
    "tests/e2e",
  ]);
});

test.for(given)("the password in $file contains the canary", ({ text }) => {
  expect(text).toContain(canary);
});
