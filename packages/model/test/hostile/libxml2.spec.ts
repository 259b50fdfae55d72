import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseXml } from "../../src/xml/parse-xml.ts";
import { XmlError } from "../../src/xml/xml-error.ts";
import { toXmlElement } from "../../src/xml/xml-node.ts";
import { parseWithLibxml2, verdictOf } from "../parse-with-libxml2.ts";
import { generateInputs } from "./generated-inputs.ts";
import { readInputs } from "./read-inputs.ts";

const inputs = readInputs();
const generated = generateInputs().map((made) => ({ ...made, name: `generated/${made.name}` }));
/** The inputs that only this parser refuses, by reason. */
const differences: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(new URL("refused-but-well-formed.json", import.meta.url), "utf8"),
);

/** Returns the tree, or `undefined` if the body is refused. */
function read(body: Uint8Array) {
  try {
    return toXmlElement(parseXml(body));
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

test("accepts only input that is well-formed for libxml2", () => {
  for (const { name, body } of [...inputs, ...generated]) {
    if (read(body) !== undefined) expect(verdictOf(body), name).not.toBe("not well-formed");
  }
});

test("reads the same tree as libxml2", () => {
  const trees = inputs.flatMap(({ name, body }) => {
    const [ours, theirs] = [read(body), parseWithLibxml2(body)];
    // libxml2 returns no tree if only rules of namespaces are violated.
    return ours === undefined || typeof theirs === "string" ? [] : [{ name, ours, theirs }];
  });
  expect(trees.length).toBeGreaterThan(100);
  for (const { name, ours, theirs } of trees) expect(ours, name).toEqual(theirs);
});

test("refuses only what libxml2 refuses, except for documented differences", () => {
  const got = [...inputs, ...generated]
    .filter(({ body }) => read(body) === undefined && verdictOf(body) !== "not well-formed")
    .map(({ name }) => name);
  expect(got.sort()).toEqual(Object.values(differences).flat().sort());
});
