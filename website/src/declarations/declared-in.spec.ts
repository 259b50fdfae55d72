import { expect, test } from "vitest";
import { declaredIn } from "./declared-in.ts";

const text = `
/** Why. */
export type ThingErrorCode =
/** It is red. */
"red"
/** It is green. */
 | "green" | OtherCode;
/** A thing that is wrong, see {@link Thing}. */
export declare class ThingError extends Error {
    #private;
    readonly code: ThingErrorCode;
    /** @internal */
    secret(): void;
    constructor(what: string);
}
/**
 * Makes a thing.
 *
 * @param size - how large
 * @throws {ThingError} where it is wrong
 */
export declare function makeThing(size: number): void;
/** One. */
export declare const thing: {
    readonly a: 1;
    /** See {@link makeThing}. */
    b: 2;
};
export type Undocumented = 1;
`;

test("an error shows what its users see: neither what is private nor how it is made", () => {
  expect(declaredIn(text, "ThingError", "x.ts")).toMatchObject({
    kind: "error",
    summary: "A thing that is wrong, see {@link Thing}.",
    code: "class ThingError extends Error {\n  readonly code: ThingErrorCode;\n}",
    words: { own: [], ofTypes: ["ThingErrorCode"] },
  });
});

test("the words of a type come with what they mean", () => {
  expect(declaredIn(text, "ThingErrorCode", "x.ts").words).toEqual({
    own: [
      { word: "red", text: "It is red." },
      { word: "green", text: "It is green." },
    ],
    ofTypes: ["OtherCode"],
  });
});

test("a function shows its parameters and what it throws", () => {
  expect(declaredIn(text, "makeThing", "x.ts")).toMatchObject({
    kind: "function",
    summary: "Makes a thing.",
    parameters: [{ name: "size", text: "how large" }],
    throws: ["{@link ThingError} where it is wrong"],
    code: "function makeThing(size: number): void;",
  });
});

test("a value keeps the docstrings of its members, indented by two", () => {
  expect(declaredIn(text, "thing", "x.ts")).toMatchObject({
    kind: "value",
    code: "const thing: {\n  readonly a: 1;\n  /** See `makeThing`. */\n  b: 2;\n};",
  });
});

test.for([
  ["Undocumented", "x.ts: Undocumented has no docstring."],
  ["Nothing", "x.ts does not declare Nothing."],
])("%s is refused: %s", ([name = "", why]) => {
  expect(() => declaredIn(text, name, "x.ts")).toThrow(why);
});
