import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { newHome } from "../testing/new-home.ts";
import { readChangeFile } from "./read-change-file.ts";

const schema = new URL(import.meta.resolve("@asyncstatus/client/change.schema.json"));
const isValid = new Ajv2020({ strict: true, strictTypes: false }).compile(
  JSON.parse(readFileSync(schema, "utf8")),
);

async function read(text: string) {
  const file = join(newHome(), "change.yaml");
  writeFileSync(file, text);
  return readChangeFile(file).then(
    ({ change, comment, sources }) => ({
      change,
      comment,
      sources: sources.map(({ place, ...rest }) => ({ place: place.replace(file, ""), ...rest })),
    }),
    (error: Error) => error.message.replace(file, "FILE"),
  );
}

const policy = `# A comment of YAML is for the reader of the file.
change: 1
comment: Move to the new proxy
elements:
  - type: local-policy
    comment: Ticket 4711
    attributes:
      from-address: ["*"]
      to-address: [1, 007]
      source-realm: access
      state: enabled
      policy-priority: 1.10
      description: ""
    subElements:
      - type: policy-attribute
        attributes: { next-hop: sa2, realm: core }
  - { type: host-route, attributes: { dest-network: 203.0.113.0 }, state: absent }
  - type: system-config
`;

test("reads elements with their places and comments, and values as they are written", async () => {
  expect(isValid(parse(policy))).toBe(true);
  expect(await read(policy)).toEqual({
    comment: "Move to the new proxy",
    change: {
      elements: [
        {
          type: "local-policy",
          attributes: {
            "from-address": ["*"],
            "to-address": ["1", "007"],
            "source-realm": "access",
            state: "enabled",
            "policy-priority": "1.10",
            description: "",
          },
          subElements: [
            { type: "policy-attribute", attributes: { "next-hop": "sa2", realm: "core" } },
          ],
        },
        { type: "host-route", attributes: { "dest-network": "203.0.113.0" }, state: "absent" },
        { type: "system-config" },
      ],
    },
    sources: [{ place: ":5:5", comment: "Ticket 4711" }, { place: ":17:5" }, { place: ":18:5" }],
  });
});

test("reads JSON", async () => {
  const change = { change: 1, elements: [{ type: "realm-config", attributes: { port: 5060 } }] };
  expect(await read(JSON.stringify({ $schema: "change.schema.json", ...change }))).toMatchObject({
    change: { elements: [{ type: "realm-config", attributes: { port: "5060" } }] },
  });
});

test("keeps an attribute named __proto__", async () => {
  const text = '{"change":1,"elements":[{"type":"a","attributes":{"__proto__":"b"}}]}';
  const result = await read(text);
  const [element] = typeof result === "string" ? [] : result.change.elements;
  expect(Object.entries(element?.attributes ?? {})).toEqual([["__proto__", "b"]]);
});

const element = (members: string) => `change: 1\nelements:\n  - ${members}\n`;

describe("the schema and the reader refuse", () => {
  test.each([
    ["", "FILE:1:1: expected change and elements"],
    ["- change", "FILE:1:1: expected change and elements"],
    ["elements: []", "FILE:1:1: expected change: 1"],
    ["change: 2\nelements: []", "FILE:1:9: expected change: 1"],
    ['change: "1"\nelements: []', "FILE:1:9: expected change: 1"],
    ["change: 1", "FILE:1:1: expected a list of elements"],
    ["change: 1\nelements: {}", "FILE:2:11: expected a list of elements"],
    [
      "change: 1\nelemnts: []",
      'FILE:2:1: unknown key "elemnts"; valid keys: $schema, change, comment, elements',
    ],
    [element("realm"), "FILE:3:5: expected an element"],
    [element("attributes: {}"), "FILE:3:5: expected type"],
    [element('type: ""'), "FILE:3:11: expected a name"],
    [element("type:"), 'FILE:3:10: expected a text; an empty one is ""'],
    [element("type: [a]"), "FILE:3:11: expected a text"],
    [element("{ type: a, state: gone }"), "FILE:3:23: expected present or absent"],
    [
      element("{ type: a, attribute: {} }"),
      'FILE:3:16: unknown key "attribute"; valid keys: type, state, comment, attributes, subElements',
    ],
    [element("{ type: a, attributes: [b] }"), "FILE:3:28: expected attributes by name"],
    [
      element("{ type: a, attributes: { b: null } }"),
      'FILE:3:33: expected a text; an empty one is ""',
    ],
    [element("{ type: a, attributes: { b: [] } }"), "FILE:3:33: expected one or more values"],
    [element("{ type: a, attributes: { b: { c: d } } }"), "FILE:3:33: expected a text"],
    [
      element('{ type: a, attributes: { b: "\\0" } }'),
      "FILE:3:33: a character that XML doesn't allow",
    ],
    [element('{ type: a, attributes: { "": b } }'), "FILE:3:30: expected a name"],
    [element("{ type: a, subElements: {} }"), "FILE:3:29: expected a list of sub-elements"],
    [
      element("{ type: a, subElements: [{ state: absent }] }"),
      'FILE:3:32: unknown key "state"; valid keys: type, attributes, subElements',
    ],
    [
      element("{ type: a, state: absent, subElements: [] }"),
      "FILE:3:44: an absent element can't have subElements",
    ],
  ])("%j", async (text, message) => {
    expect(await read(text)).toBe(message);
    expect(isValid(parse(text))).toBe(false);
  });
});

test.each([
  ["change: 1\nchange: 1", 'FILE:2:1: duplicate key "change"'],
  ["change: &a 1\nelements: *a", "FILE:2:11: aliases aren't allowed"],
  ["change: [", "FILE:1:10: invalid YAML or JSON: wrong indentation"],
  [
    "change: !!int 1\nelements: []",
    "FILE:1:9: invalid YAML or JSON: unknown tag, or a value that doesn't fit its tag",
  ],
  [
    "secret of another file: 1",
    "FILE:1:1: unknown key; valid keys: $schema, change, comment, elements",
  ],
])("refuses %j", async (text, message) => {
  expect(await read(text)).toContain(message);
});

test("refuses a file that doesn't exist", async () => {
  await expect(readChangeFile("/missing.yaml")).rejects.toThrow("file not found: /missing.yaml");
});
