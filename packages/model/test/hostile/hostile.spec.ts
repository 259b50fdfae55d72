import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { DocumentName } from "../../src/gen/types.ts";
import { generateInputs } from "./generated-inputs.ts";
import { outcomeOf } from "./outcome-of.ts";
import { readInputs } from "./read-inputs.ts";

const untouched = prototypes();
const inputs = readInputs();
const generated = generateInputs();

test("there are many of them, each another", () => {
  const bodies = inputs.map(({ body }) => Buffer.from(body).toString("base64"));
  expect(new Set(bodies).size).toBe(inputs.length);
  expect(inputs.length).toBeGreaterThan(300);
});

test.for(inputs)("$name is read or refused as is expected", ({ body, want }) => {
  const got = outcomeOf(body);
  expect(got).toEqual(want);
  // What is only inherited, or named __proto__, is compared by its text.
  expect(JSON.stringify(got)).toBe(JSON.stringify(want));
});

test.for(generated)("$name, up to the limit: read or refused as is expected", (given) => {
  const got = outcomeOf(given.body);
  expect("code" in got ? got.code : "value").toBe(given.want);
});

test("an answer cut short at any byte is refused, at the place where it is clear", () => {
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

const documents: Readonly<Record<DocumentName, true>> = {
  AcceptedResponse: true,
  AccessTokenResponse: true,
  AsyncStatusResponse: true,
  ConfigurationVersionsResponse: true,
  ErrorResponse: true,
  SupportedVersionsResponse: true,
  SystemStatusResponse: true,
};

test.for(Object.keys(documents) as DocumentName[])(
  "read as %s, each gives a value or a DecodeError, and leaves all prototypes as they were",
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

/** The names and the values of all that every object, list, text and function has. */
function prototypes(): unknown[] {
  return [Object, Array, String, Number, Function, RegExp, Error].flatMap(({ prototype }) =>
    Reflect.ownKeys(prototype).flatMap((key) => {
      const { value, get, set } = Reflect.getOwnPropertyDescriptor(prototype, key) ?? {};
      return [key, value, get, set];
    }),
  );
}
