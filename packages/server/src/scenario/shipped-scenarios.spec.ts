import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { expect, test } from "vitest";
import { shippedScenarios } from "../gen/shipped-scenarios.ts";
import { readScenario } from "./read-scenario.ts";
import { validate } from "./validate.ts";

const folder = new URL("../../scenarios/", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
const schema = "# yaml-language-server: $schema=./scenario.schema.json\n";
const read = (file: string) => readFileSync(new URL(file, folder), "utf8");

test.each(files)("%s starts with its schema and is a valid scenario", (file) => {
  expect(read(file).startsWith(schema)).toBe(true);
  expect(readScenario(read(file), file).description).toMatch(/\.$/);
});

test("the generated module has the scenarios of the files", () => {
  const scenarios = files.map((file) => [
    file.replace(".yaml", ""),
    readScenario(read(file), file),
  ]);
  expect(shippedScenarios).toEqual(Object.fromEntries(scenarios));
});

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

test("the README lists the scenarios", () => {
  const listed = [...readme.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => `${name}.yaml`);
  expect(listed.sort()).toEqual(files.sort());
});

test("the scenarios of the README are valid", () => {
  const scenarios = [...readme.matchAll(/```yaml\n(#[^\n]*scenario\.schema\.json\n.*?)```/gs)].map(
    ([, yaml = ""]) => yaml,
  );
  expect(scenarios).toHaveLength(2);
  for (const yaml of scenarios) expect(readScenario(yaml, "README.md").actors).toHaveLength(1);
});

const ajv = new Ajv({ strict: false });
const isValidForEditors = ajv.compile(JSON.parse(read("scenario.schema.json")));

/** Values of all types, among them those of scenarios. */
const anyValue = fc.oneof(
  fc.constantFrom(
    0,
    -1,
    1.5,
    1e9,
    true,
    null,
    "",
    "never",
    "90 s",
    "x\u0000",
    "save",
    "a/b",
    "gzip",
  ),
  fc.constantFrom([], ["save"], ["1 s", "2 s"], {}, { fault: "reset" }, { action: "restore" }),
  fc.constant(undefined),
);

/** Returns the paths of all values in a value. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...path, key]));
  return [path, ...inner];
}

/** Copies a value with another one at a path; `undefined` removes it. */
function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const entries = Object.entries(Object(value)).flatMap(([name, one]) => {
    const changed = name === key ? replaced(one, rest, by) : one;
    return changed === undefined ? [] : [[name, changed] as const];
  });
  return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}

test("validates like ajv, for scenarios with any change", () => {
  const changed = fc
    .constantFrom(...Object.values(shippedScenarios))
    .chain((scenario) =>
      fc
        .record({ path: fc.constantFrom(...pathsOf(scenario)), by: anyValue })
        .map(({ path, by }) => replaced(scenario, path, by)),
    );
  fc.assert(
    fc.property(changed, (scenario) => {
      const isValid = isValidForEditors(scenario);
      if (isValid) validate("scenario", scenario, "scenario");
      else expect(() => validate("scenario", scenario, "scenario")).toThrow();
    }),
    { numRuns: 2_000 },
  );
});
