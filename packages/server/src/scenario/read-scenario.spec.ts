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
  'Expected milliseconds, or a text such as "90 s", "15 min", "2 h" or "never"';

test("a scenario is read from YAML, and from JSON", () => {
  const want = { description: "It teaches.", durations: { activate: "15 min" } };
  expect(readScenario("description: It teaches.\ndurations: { activate: 15 min }\n")).toEqual(want);
  expect(readScenario(JSON.stringify(want))).toEqual(want);
});

test.each([
  {
    name: "a word that is none of those",
    text: "description: x\nfaults:\n  - fault: hung\n",
    want: "mine.yaml:3:12: faults[0].fault: Expected `fault` to be slow, hang, reset, resetInBody, truncated, garbage, wrongType, bytes, huge, status, unauthorized, reboot, switchover or clockRate",
  },
  {
    name: "a misspelt name",
    text: "description: x\nduration:\n  save: 1 s\n",
    want: 'mine.yaml:2:1: Unknown here: "duration"',
  },
  {
    name: "a name that belongs elsewhere",
    text: "description: x\nfaults:\n  - { fault: reset, delay: 3 s }\n",
    want: 'mine.yaml:3:21: faults[0]: Unknown here: "delay"',
  },
  {
    name: "what is no length of time",
    text: "description: x\ndurations:\n  save: 1 second\n",
    want: `mine.yaml:3:9: durations.save: ${expectedDuration}`,
  },
  {
    name: "an assumption that cannot be",
    text: "description: x\nassumptions:\n  secondRequest: ignored\n",
    want: 'mine.yaml:3:18: assumptions.secondRequest: Invalid option: expected one of "refused"|"replaces"|"queued"',
  },
  {
    name: "something missing",
    text: "durations: { save: 1 s }\n",
    want: "mine.yaml:1:1: description: Invalid input: expected string, received undefined",
  },
  {
    name: "a wrong type",
    text: "description: x\nactors: Maria\n",
    want: "mine.yaml:2:9: actors: Invalid input: expected array, received string",
  },
  {
    name: "nothing",
    text: "",
    want: "mine.yaml:1:1: Invalid input: expected object, received null",
  },
])("$name is refused by place, reason and expectation", ({ text, want }) => {
  expect(refusalOf(text).message).toBe(want);
});

test("each of several problems has a line of its own", () => {
  const { problems, message, source, code } = refusalOf(
    "durations: { save: x }\nsystem: { clockRate: 0 }\n",
  );
  expect(problems.map(({ path }) => path).sort()).toEqual([
    "description",
    "durations.save",
    "system.clockRate",
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
  { name: "a bomb of aliases", text: bomb, want: /Aliases are not allowed/ },
  { name: "an alias", text: "description: &a x\nsystem: { hostName: *a }", want: /Aliases/ },
  {
    name: "a merge key",
    text: "description: x\n<<: { durations: {} }",
    want: /Unknown here: "<<"/,
  },
  { name: "a tag", text: "description: !!js/function x", want: /mine.yaml:1:14: .*tag/ },
  {
    name: "a second document",
    text: "description: x\n---\ndescription: y",
    want: /mine.yaml:2:1: /,
  },
  {
    name: "a key given twice",
    text: "description: x\ndescription: y",
    want: /mine.yaml:2:1: .*unique/,
  },
  { name: "a key that is no text", text: "description: x\n? [a]\n: b", want: /mine.yaml:2:/ },
  { name: "a megabyte", text: `description: ${"x".repeat(2 ** 20)}`, want: /at most 65536 char/ },
  { name: "an open bracket without end", text: "[".repeat(60_000), want: /nested too deeply/ },
  { name: "a control character", text: "description: \u0000", want: /control/ },
  {
    name: "a name of every object",
    text: "description: x\n__proto__: { polluted: true }",
    want: /__proto__/,
  },
  { name: "another one", text: "description: x\nconstructor: { a: 1 }", want: /constructor/ },
  {
    name: "one in an inner object",
    text: "description: x\ndurations: { __proto__: 1 }",
    want: /__proto__/,
  },
  {
    name: "an assumption of every object",
    text: "description: x\nassumptions: { toString: x }",
    want: /toString/,
  },
])("$name is refused", ({ text, want }) => {
  expect(refusalOf(text).message).toMatch(want);
  expect({}).not.toHaveProperty("polluted");
});

test.each([
  {
    name: "open brackets",
    text: "[".repeat(65_000),
    want: "mine.yaml:1:33: It is nested too deeply",
  },
  { name: "open braces", text: "{a: ".repeat(16_000), want: /nested too deeply/ },
  { name: "lists in lists", text: "- ".repeat(32_000), want: /nested too deeply/ },
  { name: "keys of keys", text: "? ".repeat(32_000), want: /nested too deeply/ },
  { name: "brackets", text: "[".repeat(9_000) + "]".repeat(9_000), want: /nested too deeply/ },
  {
    name: "keys",
    text: `description: x\ndurations:\n${manyLines((n) => `  k${n}: 1`)}`,
    want: "mine.yaml:3:3: It has more than 2000 entries in one place",
  },
  { name: "entries", text: manyLines(() => "- 1"), want: /more than 2000 entries/ },
  { name: "entries on a line", text: `[${"x,".repeat(30_000)}]`, want: /more than 2000 entries/ },
])("64 K of $name are refused before they are put together", ({ text, want }) => {
  expect(text.length).toBeLessThanOrEqual(65_536);
  expect(refusalOf(text).message).toMatch(want);
});

function manyLines(line: (n: number) => string): string {
  return Array.from({ length: 5_000 }, (_, n) => line(n)).join("\n");
}
