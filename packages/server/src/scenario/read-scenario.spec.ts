import { expect, test } from "vitest";
import { readScenario } from "./read-scenario.ts";
import { ScenarioError } from "./scenario-error.ts";

function refusalOf(text: string): ScenarioError {
  try {
    readScenario(text, "mine.yaml");
  } catch (error) {
    if (error instanceof ScenarioError) return error;
    throw error;
  }
  throw new Error("not refused");
}

const expectedDuration =
  'Expected milliseconds, or text such as "90 s", "15 min", "2 h" or "never"';

test("reads a scenario from YAML and JSON", () => {
  const want = { description: "A test.", durations: { activate: "15 min" } };
  expect(readScenario("description: A test.\ndurations: { activate: 15 min }\n")).toEqual(want);
  expect(readScenario(JSON.stringify(want))).toEqual(want);
});

test.each([
  {
    name: "an unknown fault",
    text: "description: x\nfaults:\n  - fault: hung\n",
    want: 'mine.yaml:3:12: faults[0].fault: Expected "slow", "late", "hang", "reset", "resetInBody", "truncated", "garbage", "wrongType", "bytes", "huge", "status", "unauthorized", "reboot", "switchover" or "clockRate"',
  },
  {
    name: "a misspelled key",
    text: "description: x\nduration:\n  save: 1 s\n",
    want: "mine.yaml:2:1: duration: Unknown key",
  },
  {
    name: "a key of another fault",
    text: "description: x\nfaults:\n  - { fault: reset, delay: 3 s }\n",
    want: "mine.yaml:3:21: faults[0].delay: Unknown key",
  },
  {
    name: "an invalid duration",
    text: "description: x\ndurations:\n  save: 1 second\n",
    want: `mine.yaml:3:9: durations.save: ${expectedDuration}`,
  },
  {
    name: "an unknown choice",
    text: "description: x\nassumptions:\n  secondRequest: ignored\n",
    want: 'mine.yaml:3:18: assumptions.secondRequest: Expected "refused", "replaces" or "queued"',
  },
  {
    name: "a missing key",
    text: "durations: { save: 1 s }\n",
    want: "mine.yaml:1:1: description: Missing",
  },
  {
    name: "a wrong type",
    text: "description: x\nactors: Maria\n",
    want: "mine.yaml:2:9: actors: Expected array, got string",
  },
  {
    name: "an empty file",
    text: "",
    want: "mine.yaml:1:1: Expected object, got null",
  },
])("reports the place and the reason of $name", ({ text, want }) => {
  expect(refusalOf(text).message).toBe(want);
});

test("reports each problem on a line", () => {
  const { problems, message, source, code } = refusalOf("durations: { save: x }\nclockRate: 0\n");
  expect(problems.map(({ path }) => path).sort()).toEqual([
    "clockRate",
    "description",
    "durations.save",
  ]);
  expect(message.split("\n")).toHaveLength(3);
  expect({ source, code }).toEqual({ source: "mine.yaml", code: "scenario-invalid" });
});

const bomb = [
  "a: &a [x, x, x, x, x, x, x, x, x]",
  ..."bcdefghi".split("").map((name, index) => {
    const before = "abcdefgh"[index];
    return `${name}: &${name} [${Array(9).fill(`*${before}`).join(", ")}]`;
  }),
].join("\n");

test.each([
  { name: "an alias bomb", text: bomb, want: /Aliases are not allowed/ },
  { name: "an alias", text: "description: &a x\nhostName: *a", want: /Aliases/ },
  {
    name: "a merge key",
    text: "description: x\n<<: { durations: {} }",
    want: "mine.yaml:2:1: Unknown key",
  },
  {
    name: "a tag",
    text: "description: !!js/function x",
    want: "mine.yaml:1:14: Invalid YAML or JSON: unknown tag, or a value that doesn't fit its tag",
  },
  {
    name: "a second document",
    text: "description: x\n---\ndescription: y",
    want: /mine.yaml:2:1: /,
  },
  {
    name: "a duplicate key",
    text: "description: x\ndescription: y",
    want: "mine.yaml:2:1: Invalid YAML or JSON: duplicate key",
  },
  { name: "a key that is not text", text: "description: x\n? [a]\n: b", want: /mine.yaml:2:/ },
  { name: "a megabyte", text: `description: ${"x".repeat(2 ** 20)}`, want: /at most 65536 char/ },
  { name: "unclosed brackets", text: "[".repeat(60_000), want: /nested too deeply/i },
  { name: "a control character", text: "description: \u0000", want: /control/ },
  {
    name: "the key __proto__",
    text: "description: x\n__proto__: { polluted: true }",
    want: "mine.yaml:2:1: Unknown key",
  },
  {
    name: "the key constructor",
    text: "description: x\nconstructor: { a: 1 }",
    want: /constructor/,
  },
  {
    name: "the key __proto__ of an inner object",
    text: "description: x\ndurations: { __proto__: 1 }",
    want: "mine.yaml:2:14: durations: Unknown key",
  },
  {
    name: "the assumption toString",
    text: "description: x\nassumptions: { toString: x }",
    want: /toString/,
  },
  {
    name: "a link to another file, without quoting the file's content",
    text: "machine sbc login admin password s3cret: x",
    want: /^mine.yaml:1:1: description: Missing\nmine.yaml:1:1: Unknown key$/,
  },
])("refuses $name", ({ text, want }) => {
  expect(refusalOf(text).message).toMatch(want);
  expect({}).not.toHaveProperty("polluted");
});

test.each([
  {
    name: "open brackets",
    text: "[".repeat(65_000),
    want: "mine.yaml:1:33: Nested too deeply",
  },
  { name: "open braces", text: "{a: ".repeat(16_000), want: /nested too deeply/i },
  { name: "lists in lists", text: "- ".repeat(32_000), want: /nested too deeply/i },
  { name: "keys of keys", text: "? ".repeat(32_000), want: /nested too deeply/i },
  { name: "brackets", text: "[".repeat(9_000) + "]".repeat(9_000), want: /nested too deeply/i },
  {
    name: "keys",
    text: `description: x\ndurations:\n${manyLines((n) => `  k${n}: 1`)}`,
    want: "mine.yaml:3:3: More than 2000 entries in one collection",
  },
  { name: "entries", text: manyLines(() => "- 1"), want: /more than 2000 entries/i },
  { name: "entries on a line", text: `[${"x,".repeat(30_000)}]`, want: /more than 2000 entries/i },
])("refuses 64 K of $name before composing them", ({ text, want }) => {
  expect(text.length).toBeLessThanOrEqual(65_536);
  expect(refusalOf(text).message).toMatch(want);
});

function manyLines(line: (n: number) => string): string {
  return Array.from({ length: 5_000 }, (_, n) => line(n)).join("\n");
}
