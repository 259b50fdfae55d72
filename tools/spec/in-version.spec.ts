import { expect, test } from "vitest";
import { inVersion, versionsIn } from "./in-version.ts";
import type { JsonObject } from "./merge-patch.ts";

const info = {
  title: "t",
  version: "v3",
  "x-in-version": { v2: { version: "v2" }, v1: { version: "v1", title: "first" } },
};
const documentWith = (node: JsonObject) => ({ info, node });

test("returns the versions, newest first", () => {
  expect(versionsIn({ info })).toEqual(["v3", "v2", "v1"]);
});

test("the newest version has no patches", () => {
  const node = { enum: ["a", "b"], "x-in-version": { v1: { enum: ["a"] } } };
  expect(inVersion(documentWith(node), "v3")).toEqual({
    info: { title: "t", version: "v3" },
    node: { enum: ["a", "b"] },
  });
});

test("an older version has its own patches only", () => {
  const node = { enum: ["a", "b"], more: 1, "x-in-version": { v1: { enum: ["a"] } } };
  expect(inVersion(documentWith(node), "v1")).toEqual({
    info: { title: "first", version: "v1" },
    node: { enum: ["a"], more: 1 },
  });
  expect(inVersion(documentWith(node), "v2").node).toEqual({ enum: ["a", "b"], more: 1 });
});

test("null removes a node from arrays and objects", () => {
  const gone = { name: "gone", "x-in-version": { v1: null } };
  const node = { list: [{ name: "stays" }, gone], gone };
  expect(inVersion(documentWith(node), "v1").node).toEqual({ list: [{ name: "stays" }] });
});

test("a patch changes nested nodes, which may have their own patches", () => {
  const below = { a: 1, "x-in-version": { v1: { a: 2 } } };
  const node = { below, other: 1, "x-in-version": { v1: { below: { b: 3 }, other: null } } };
  expect(inVersion(documentWith(node), "v1").node).toEqual({ below: { a: 2, b: 3 } });
});

test.for<[what: string, node: JsonObject, why: string]>([
  ["for an unknown version", { "x-in-version": { v9: { a: 1 } } }, "#/node: v9 is not one of"],
  ["for the newest version", { "x-in-version": { v3: { a: 1 } } }, "#/node: v3 is not one of"],
  ["without a change", { a: 1, "x-in-version": { v1: { a: 1 } } }, "v1 changes nothing"],
  ["that removes a missing key", { "x-in-version": { v1: { a: null } } }, "changes nothing"],
  ["that is not an object", { "x-in-version": "v1" }, "expected an object of versions"],
])("throws for a patch %s", ([, node, why]) => {
  expect(() => inVersion(documentWith(node), "v1")).toThrow(why);
});

test("throws for an unknown version", () => {
  expect(() => inVersion({ info }, "v4")).toThrow("v4 is not one of v3,v2,v1");
});
