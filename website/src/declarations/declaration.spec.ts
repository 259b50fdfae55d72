import { expect, test } from "vitest";
import { parseDeclaration } from "./declaration.ts";

const text = `
/** Why. */
export type ThingErrorCode =
/** It is red. */
"red"
/** It is green. */
 | "green" | OtherCode;
/** Error of a thing, see {@link Thing}. */
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
 * @throws {ThingError} If it is wrong.
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

test("the code of an error has no private members and no constructor", () => {
  expect(parseDeclaration(text, "ThingError", "x.ts")).toMatchObject({
    kind: "error",
    summary: "Error of a thing, see {@link Thing}.",
    code: "class ThingError extends Error {\n  readonly code: ThingErrorCode;\n}",
    literals: { own: [], ofTypes: ["ThingErrorCode"] },
  });
});

test("the literals of a type have their docstrings", () => {
  expect(parseDeclaration(text, "ThingErrorCode", "x.ts").literals).toEqual({
    own: [
      { value: "red", text: "It is red." },
      { value: "green", text: "It is green." },
    ],
    ofTypes: ["OtherCode"],
  });
});

test("a function has its parameters and errors", () => {
  expect(parseDeclaration(text, "makeThing", "x.ts")).toMatchObject({
    kind: "function",
    summary: "Makes a thing.",
    parameters: [{ name: "size", text: "how large" }],
    throws: ["{@link ThingError} If it is wrong."],
    code: "function makeThing(size: number): void;",
  });
});

test("a value has the docstrings of its members, indented by two spaces", () => {
  expect(parseDeclaration(text, "thing", "x.ts")).toMatchObject({
    kind: "value",
    code: "const thing: {\n  readonly a: 1;\n  /** See `makeThing`. */\n  b: 2;\n};",
  });
});

test.for([
  ["Undocumented", "x.ts: Undocumented has no docstring."],
  ["Nothing", "x.ts does not declare Nothing."],
])("rejects %s: %s", ([name = "", why]) => {
  expect(() => parseDeclaration(text, name, "x.ts")).toThrow(why);
});
