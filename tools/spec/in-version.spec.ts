import { expect, test } from "vitest";
import { inVersion, versionsIn } from "./in-version.ts";
import type { JsonObject } from "./merge-patch.ts";

const info = {
  title: "t",
  version: "v3",
  "x-in-version": { v2: { version: "v2" }, v1: { version: "v1", title: "first" } },
};
const documentWith = (node: JsonObject) => ({ info, node });

test("the versions are those of the document itself, newest first", () => {
  expect(versionsIn({ info })).toEqual(["v3", "v2", "v1"]);
});

test("the newest version is what the nodes say, without what they say of older ones", () => {
  const node = { enum: ["a", "b"], "x-in-version": { v1: { enum: ["a"] } } };
  expect(inVersion(documentWith(node), "v3")).toEqual({
    info: { title: "t", version: "v3" },
    node: { enum: ["a", "b"] },
  });
});

test("an older version is what the nodes say of it, and of no other", () => {
  const node = { enum: ["a", "b"], more: 1, "x-in-version": { v1: { enum: ["a"] } } };
  expect(inVersion(documentWith(node), "v1")).toEqual({
    info: { title: "first", version: "v1" },
    node: { enum: ["a"], more: 1 },
  });
  expect(inVersion(documentWith(node), "v2").node).toEqual({ enum: ["a", "b"], more: 1 });
});

test("what is not there in a version is gone from lists and from objects", () => {
  const gone = { name: "gone", "x-in-version": { v1: null } };
  const node = { list: [{ name: "stays" }, gone], gone };
  expect(inVersion(documentWith(node), "v1").node).toEqual({ list: [{ name: "stays" }] });
});

test("a patch reaches below its node, and nodes below have patches of their own", () => {
  const below = { a: 1, "x-in-version": { v1: { a: 2 } } };
  const node = { below, other: 1, "x-in-version": { v1: { below: { b: 3 }, other: null } } };
  expect(inVersion(documentWith(node), "v1").node).toEqual({ below: { a: 2, b: 3 } });
});

test.for<[what: string, node: JsonObject, why: string]>([
  ["a version that there is not", { "x-in-version": { v9: { a: 1 } } }, "#/node: v9 is none of"],
  ["the newest version", { "x-in-version": { v3: { a: 1 } } }, "#/node: v3 is none of"],
  ["nothing new", { a: 1, "x-in-version": { v1: { a: 1 } } }, "v1 changes nothing"],
  ["the removal of what is not there", { "x-in-version": { v1: { a: null } } }, "changes nothing"],
  ["no versions at all", { "x-in-version": "v1" }, "expected versions"],
])("a node that says %s is a mistake", ([, node, why]) => {
  expect(() => inVersion(documentWith(node), "v1")).toThrow(why);
});

test("a version that the document does not hold is a mistake", () => {
  expect(() => inVersion({ info }, "v4")).toThrow("v4 is not one of v3,v2,v1");
});
