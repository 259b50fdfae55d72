import type { PlannedEdit, SubElementInput } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { terminalStyle } from "../terminal/terminal-style.ts";
import { FakeTerminal } from "../testing/fake-terminal.ts";
import { editsLines, planLines } from "./plan-lines.ts";

const style = terminalStyle({ LANG: "en_US.UTF-8" }, new FakeTerminal().stderr);

const update = (from: readonly SubElementInput[], to: readonly SubElementInput[]): PlannedEdit => ({
  action: "update",
  key: {},
  element: { type: "local-policy", subElements: to },
  changes: [{ subElements: true, from, to }],
});
const policy = (attributes: SubElementInput["attributes"]): SubElementInput => ({
  type: "policy-attribute",
  ...(attributes && { attributes }),
});
const vanishes = update(
  [policy({ "next-hop": ["sa1"], cost: ["10"] })],
  [policy({ "next-hop": ["sa1"] })],
);

test("shows an attribute of a sub-element that only the running configuration has", () => {
  expect(editsLines([vanishes], style)).toEqual([
    "~ local-policy",
    "    ~ policy-attribute",
    "        cost  10 → []",
  ]);
});

test("shows no attribute that a change leaves to the device", () => {
  const plan = { edited: [], others: [], unread: [], isRunning: false };
  const versions = { currentVersion: 1, runningVersion: 1 };
  expect(planLines({ ...plan, versions, edits: [vanishes] }, style)).toEqual(["~ local-policy"]);
});

test("shows an attribute named as a property of every object", () => {
  const edit = update([policy({})], [policy({ constructor: "a" })]);
  expect(editsLines([edit], style).at(-1)).toBe("        constructor  [] → a");
});
