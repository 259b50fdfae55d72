import { describe, expect, test } from "vitest";
import type { ConfigurationElement } from "../elements/element.ts";
import { DeviceError } from "../errors/device-error.ts";
import { TransportError } from "../errors/transport-error.ts";
import { changePlan } from "./change-plan.ts";
import { compareConfigurations, editsBeside } from "./compare-configurations.ts";
import type { Change } from "./plan-change.ts";
import { type ReadConfigurations, readDifferingTypes, readTypes } from "./read-configurations.ts";

const agent = (
  hostname: string,
  more: Record<string, readonly string[]> = {},
  subElements: ConfigurationElement["subElements"] = [],
): ConfigurationElement => ({
  type: "session-agent",
  attributes: { hostname: [hostname], ...more },
  subElements,
});
const read = (
  editing: ConfigurationElement[],
  running: ConfigurationElement[],
): ReadConfigurations => ({
  keys: { "session-agent": ["hostname"], "system-config": [] },
  editing,
  running,
  unread: [],
});
const differences = (editing: ConfigurationElement[], running: ConfigurationElement[]) =>
  compareConfigurations(read(editing, running)).differences;

test("finds what is added, updated and deleted, with the values of both", () => {
  const [a, b, b2, c] = [
    agent("a"),
    agent("b", { port: ["5060"], codec: ["x", "y"], old: ["1"] }),
    agent("b", { codec: ["y", "x"], port: ["5061"] }),
    agent("c"),
  ];
  expect(differences([a, b2], [b, c])).toEqual([
    { action: "add", key: { hostname: ["a"] }, element: a },
    {
      action: "update",
      key: { hostname: ["b"] },
      element: b2,
      changes: [
        { name: "port", from: ["5060"], to: ["5061"] },
        { name: "codec", from: ["x", "y"], to: ["y", "x"] },
        { name: "old", from: ["1"], to: [] },
      ],
    },
    { action: "delete", key: { hostname: ["c"] }, element: c },
  ]);
});

test("ignores the order of elements and attributes", () => {
  const one = agent("a", { x: ["1"], y: ["2"] }, [
    { attributes: { p: ["1"], q: ["2"] }, subElements: [] },
  ]);
  const other = agent("a", { y: ["2"], x: ["1"] }, [
    { attributes: { q: ["2"], p: ["1"] }, subElements: [] },
  ]);
  expect(differences([one, agent("b")], [agent("b"), other])).toEqual([]);
});

test("finds a different sub-element", () => {
  const sub = (value: string) => [{ attributes: { p: [value] }, subElements: [] }];
  expect(differences([agent("a", {}, sub("1"))], [agent("a", {}, sub("2"))])).toMatchObject([
    { action: "update", changes: [{ subElements: true, from: sub("2"), to: sub("1") }] },
  ]);
});

test("counts elements that repeat a key", () => {
  expect(differences([agent("a"), agent("a")], [agent("a")])).toMatchObject([{ action: "add" }]);
});

describe("edits beside a change", () => {
  const change: Change = {
    elements: [
      { type: "session-agent", attributes: { hostname: "a", port: "5061" } },
      { type: "session-agent", attributes: { hostname: "gone" }, state: "absent" },
    ],
  };
  const beside = (editing: ConfigurationElement[], running: ConfigurationElement[]) => {
    const configurations = read(editing, running);
    return editsBeside(change, configurations, compareConfigurations(configurations).differences);
  };
  const before = agent("a", { port: ["5060"], state: ["enabled"] });

  test.for<[string, ConfigurationElement[], ConfigurationElement[], number]>([
    [
      "an edit that the change wants",
      [agent("a", { port: ["5061"] })],
      [agent("a", { port: ["5060"] })],
      0,
    ],
    ["an element that the change adds", [agent("a", { port: ["5061"], cost: ["0"] })], [], 0],
    ["an element that the change deletes", [], [agent("gone")], 0],
    [
      "an edit of an element that the change deletes",
      [agent("gone", { port: ["1"] })],
      [agent("gone")],
      0,
    ],
    ["another attribute", [agent("a", { port: ["5061"], state: ["disabled"] })], [before], 1],
    ["another element", [agent("other")], [], 1],
    [
      "sub-elements that the change does not list",
      [agent("a", {}, [{ attributes: {}, subElements: [] }])],
      [agent("a")],
      1,
    ],
  ])("%s", ([, editing, running, count]) => {
    expect(beside(editing, running)).toHaveLength(count);
  });

  test("a plan is running only if nothing is to do, edited, unread or saved", () => {
    const running = [agent("a", { port: ["5061"] })];
    const versions = { currentVersion: 6, runningVersion: 6 };
    const plan = (configurations: ReadConfigurations, currentVersion = 6) =>
      changePlan(change, configurations, { ...versions, currentVersion });
    expect(plan(read(running, running))).toMatchObject({ isRunning: true, edits: [], edited: [] });
    expect(plan(read(running, running), 7).isRunning).toBe(false);
    expect(plan(read([before], [before]))).toMatchObject({ isRunning: false, edited: [] });
    expect(plan(read(running, [agent("a", { port: ["1"] })]))).toMatchObject({
      isRunning: false,
      edits: [],
      edited: [{ action: "update" }],
    });
    const unread = [{ type: "session-agent", reason: "hidden" }] as const;
    expect(plan({ ...read(running, running), unread }).isRunning).toBe(false);
  });
});

describe("reading", () => {
  const refusal = new DeviceError({
    operationId: "getConfigElements",
    method: "GET",
    url: "https://192.0.2.1",
    status: 403,
    messages: [],
  });
  const device = (
    elements: Record<string, ConfigurationElement[] | Error>,
    types: string[] | Error = Object.keys(elements),
  ) => ({
    types: async () => {
      if (types instanceof Error) throw types;
      return types.map((name) => ({ name })) as never;
    },
    metadata: async () => [{ name: "hostname", key: true }] as never,
    // The running configuration has no elements.
    async *list(type: string, { running }: { readonly running?: boolean } = {}) {
      const found = elements[type];
      if (found instanceof Error) throw found;
      if (!running) yield* found ?? [];
    },
  });

  test("lists the types that the device refuses, and reads the others", async () => {
    const refusing = device({ a: refusal, "session-agent": [agent("a")] });
    const found = await readDifferingTypes(refusing);
    expect(found.unread).toEqual([{ type: "a", reason: "failed", error: refusal }]);
    expect(found.editing).toHaveLength(1);
    await expect(readTypes(refusing, ["a"])).rejects.toBe(refusal);
    expect((await readDifferingTypes(device({}, refusal))).unread).toEqual([
      { reason: "failed", error: refusal },
    ]);
  });

  test("does not call a type read whose values the device hides", async () => {
    const hidden = agent("a", { password: ["********"] });
    const below = agent("b", {}, [{ attributes: { secret: ["***"] }, subElements: [] }]);
    for (const element of [hidden, below]) {
      const found = await readDifferingTypes(device({ "session-agent": [element] }));
      expect(found.unread).toEqual([{ type: "session-agent", reason: "hidden" }]);
    }
    const wildcard = agent("*", { to: ["*"] });
    const found = await readDifferingTypes(device({ "session-agent": [wildcard] }));
    expect(found.unread).toEqual([]);
  });

  test("reads no further after an error of the connection, but ends on an abort and a defect", async () => {
    const reset = new TransportError({
      code: "reset",
      method: "GET",
      url: new URL("https://192.0.2.1"),
      notSent: false,
    });
    const types = { a: reset, b: [agent("b")] };
    expect((await readDifferingTypes(device(types))).unread).toEqual([
      { type: "a", reason: "failed", error: reset },
    ]);
    await expect(readTypes(device(types), ["a"])).rejects.toBe(reset);
    const signal = AbortSignal.abort(new Error("stopped"));
    await expect(readDifferingTypes(device(types), { signal })).rejects.toThrow("stopped");
    await expect(readDifferingTypes(device({ a: new Error("defect") }))).rejects.toThrow("defect");
  });
});
