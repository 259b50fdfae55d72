import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { readScenario } from "./read-scenario.ts";
import { scenarioSchema } from "./scenario-schema.ts";

const folder = new URL("../../scenarios/", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
const schema = "# yaml-language-server: $schema=./scenario.schema.json\n";
const read = (file: string) => readFileSync(new URL(file, folder), "utf8");

test.each(files)("%s begins with its schema, and is a scenario", (file) => {
  expect(read(file).startsWith(schema)).toBe(true);
  expect(readScenario(read(file), file).description).toMatch(/\.$/);
});

test("the scenarios that come with the device are those of the files", async () => {
  const scenarios = files.map((file) => [
    file.replace(".yaml", ""),
    readScenario(read(file), file),
  ]);
  const module = [
    "// Made of scenarios/*.yaml by the test beside it: `pnpm exec vitest run shipped -u`.",
    "",
    'import type { Scenario } from "./scenario.ts";',
    "",
    "/** The scenarios that come with the device, by name. */",
    `export const shippedScenarios = ${JSON.stringify(Object.fromEntries(scenarios), null, 2)} as const satisfies Readonly<Record<string, Scenario>>;`,
    "",
  ];
  await expect(module.join("\n")).toMatchFileSnapshot("./shipped-scenarios.ts");
});

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

test("the README lists the scenarios that there are", () => {
  const listed = [...readme.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => `${name}.yaml`);
  expect(listed.sort()).toEqual(files.sort());
});

test("the scenario of the README is one", () => {
  const [, yaml = ""] = /```yaml\n(.*?)```/s.exec(readme) ?? [];
  expect(readScenario(yaml, "README.md").actors).toHaveLength(1);
});

test("the JSON Schema for editors is that of what is read", async () => {
  const json = z.toJSONSchema(scenarioSchema, { io: "input", reused: "ref" });
  await expect(`${JSON.stringify(json, null, 2)}\n`).toMatchFileSnapshot(
    "../../scenarios/scenario.schema.json",
  );
});
