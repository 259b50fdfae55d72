import { expect, test } from "vitest";
import { differencesOf } from "./differences.ts";

test("equal documents have no differences", () => {
  expect(differencesOf([{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }])).toEqual([]);
});

test("a difference has its path and all values", () => {
  const documents = [{ a: { b: 1, c: 1 } }, { a: { b: 1, c: 2 } }, { a: { b: 1 } }];
  expect(differencesOf(documents)).toEqual([{ path: ["a", "c"], values: [1, 2, undefined] }]);
});

test("named items are compared by name, in any order", () => {
  const [x, y, z] = [{ name: "x" }, { name: "y" }, { $ref: "#/z" }];
  expect(differencesOf([{ parameters: [x, y, z] }, { parameters: [z, y] }])).toEqual([
    { path: ["parameters", "x"], values: [x, undefined] },
  ]);
});

test("other lists are compared as a whole", () => {
  expect(differencesOf([{ enum: ["a", "b"] }, { enum: ["a"] }])).toEqual([
    { path: ["enum"], values: [["a", "b"], ["a"]] },
  ]);
});

test("an object and another value are one difference", () => {
  expect(differencesOf([{ a: { b: 1 } }, { a: 1 }])).toEqual([
    { path: ["a"], values: [{ b: 1 }, 1] },
  ]);
});
