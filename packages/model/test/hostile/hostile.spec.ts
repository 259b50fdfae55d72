import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decodeLeniently } from "../../src/codec/decode.ts";
import { documents } from "../../src/gen/tables.ts";
import type { DocumentName } from "../../src/gen/types.ts";
import { generateInputs } from "./generated-inputs.ts";
import { outcomeOf } from "./outcome-of.ts";
import { readInputs } from "./read-inputs.ts";

const untouched = prototypes();
const inputs = readInputs();
const generated = generateInputs();

test("there are more than 300 distinct inputs", () => {
  const bodies = inputs.map(({ body }) => Buffer.from(body).toString("base64"));
  expect(new Set(bodies).size).toBe(inputs.length);
  expect(inputs.length).toBeGreaterThan(300);
});

test.for(inputs)("$name has the expected outcome", ({ body, want }) => {
  const got = outcomeOf(body);
  expect(got).toEqual(want);
  // JSON shows properties that are inherited or named __proto__.
  expect(JSON.stringify(got)).toBe(JSON.stringify(want));
});

test.for(inputs)("$name has the expected outcome if read leniently", ({ body, wantLeniently }) => {
  expect(outcomeOf(body, "AsyncStatusResponse", decodeLeniently)).toEqual(wantLeniently);
});

test.for(generated)("$name, at the size limit, has the expected outcome", (given) => {
  const got = outcomeOf(given.body);
  expect("code" in got ? got.code : "value").toBe(given.want);
});

test("refuses a response truncated at any byte, with the position", () => {
  const example = new URL(
    "../../../../spec/examples/async-status/activate-success.xml",
    import.meta.url,
  );
  const body = new Uint8Array(readFileSync(example));
  const got = Array.from(body, (_, length) => {
    const outcome = outcomeOf(body.subarray(0, length));
    return "code" in outcome
      ? `${length} ${outcome.code} at ${outcome.line}:${outcome.column}`
      : `${length} ${JSON.stringify(outcome.value)}`;
  });
  const want = readFileSync(new URL("truncated.txt", import.meta.url), "utf8");
  expect(`${got.join("\n")}\n`).toBe(want);
});

test.for(Object.keys(documents) as DocumentName[])(
  "every input read as %s gives a value or a DecodeError and changes no prototype",
  (document) => {
    for (const { body } of inputs) {
      const got = outcomeOf(body, document);
      expect("code" in got || "value" in got).toBe(true);
    }
    const after = prototypes();
    expect(after.length).toBe(untouched.length);
    for (const [index, one] of after.entries()) expect(one).toBe(untouched[index]);
  },
);

/** Returns the properties of the built-in prototypes. */
function prototypes(): unknown[] {
  return [Object, Array, String, Number, Function, RegExp, Error].flatMap(({ prototype }) =>
    Reflect.ownKeys(prototype).flatMap((key) => {
      const { value, get, set } = Reflect.getOwnPropertyDescriptor(prototype, key) ?? {};
      return [key, value, get, set];
    }),
  );
}
