import { readdirSync, readFileSync } from "node:fs";
import { scenarioNames } from "@asyncstatus/server";
import { expect, test } from "vitest";

const folder = new URL(".", import.meta.url);
const tests = readdirSync(folder)
  .filter((file) => file.endsWith(".spec.ts"))
  .map((file) => readFileSync(new URL(file, folder), "utf8"))
  .join("\n");

test.each(scenarioNames)("%s has a test", (name) => {
  expect(tests).toMatch(new RegExp(`^test.*"${name}(, seed %i)?: `, "m"));
});
