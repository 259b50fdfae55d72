import { expect, test } from "vitest";
import type { ConfigurationElement } from "../elements/element.ts";
import { OptionError } from "../errors/option-error.ts";
import { planChange, type WantedElement } from "./plan-change.ts";

const keys = { "session-agent": ["hostname"], "system-config": [], policy: ["from", "to"] };

const element = (
  type: string,
  attributes: Record<string, string[]>,
  subElements: ConfigurationElement["subElements"] = [],
): ConfigurationElement => ({ type, attributes, subElements });

const elements = [
  element("session-agent", { hostname: ["a"], port: ["5060"], realm: ["core"] }),
  element("system-config", { location: ["lab"] }),
  element("policy", { from: ["*"], to: ["1", "2"] }, [
    { type: "hop", attributes: { next: ["x"], cost: ["0"] }, subElements: [] },
  ]),
];

const plan = (...wanted: WantedElement[]) =>
  planChange({ elements: wanted }, { keys, editing: elements });

test("plans to add an element that does not exist", () => {
  const wanted = { type: "session-agent", attributes: { hostname: "b", port: "5061" } };
  expect(plan(wanted)).toEqual([{ action: "add", key: { hostname: "b" }, element: wanted }]);
});

test("plans to change only an attribute with another value", () => {
  const wanted = {
    type: "session-agent",
    attributes: { hostname: "a", port: "5061", realm: "core" },
  };
  expect(plan(wanted)).toEqual([
    {
      action: "update",
      key: { hostname: "a" },
      element: wanted,
      changes: [{ name: "port", from: ["5060"], to: ["5061"] }],
    },
  ]);
});

test("plans to delete an element that should be absent", () => {
  const wanted = { type: "session-agent", attributes: { hostname: "a" }, state: "absent" } as const;
  expect(plan(wanted)).toEqual([
    { action: "delete", key: { hostname: "a" }, element: elements[0] },
  ]);
});

test("plans nothing if the configuration is as wanted", () => {
  expect(
    plan(
      { type: "session-agent", attributes: { hostname: "a", port: "5060" } },
      { type: "session-agent", attributes: { hostname: "b" }, state: "absent" },
      { type: "system-config", attributes: { location: "lab" } },
      {
        type: "policy",
        attributes: { from: "*", to: ["1", "2"] },
        subElements: [{ type: "hop", attributes: { next: "x" } }],
      },
    ),
  ).toEqual([]);
});

test("plans to change sub-elements, in number, type or attributes", () => {
  for (const subElements of [
    [],
    [{ type: "hop", attributes: { next: "y" } }],
    [{ type: "leap", attributes: { next: "x" } }],
    [{ type: "hop", attributes: { next: "x" }, subElements: [{ type: "more" }] }],
  ]) {
    const wanted = { type: "policy", attributes: { from: "*", to: ["1", "2"] }, subElements };
    expect(plan(wanted)).toMatchObject([
      { action: "update", changes: [{ subElements: true, to: subElements }] },
    ]);
  }
});

test("keeps apart elements whose keys have the same text", () => {
  const wanted = { type: "policy", attributes: { from: "*", to: "1,2" } };
  expect(plan(wanted)).toMatchObject([{ action: "add" }]);
});

test.for<[string, WantedElement[]]>([
  ["lacks hostname", [{ type: "session-agent" }]],
  ["no element type __proto__", [{ type: "__proto__" }]],
  ["repeats an element", [{ type: "system-config" }, { type: "system-config" }]],
])("refuses a change that %s", ([message, wanted]) => {
  expect(() => plan(...wanted)).toThrow(OptionError);
  expect(() => plan(...wanted)).toThrow(message);
});
