import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { judge, verdictOn } from "../../src/testing/judge-by-libxml2.ts";
import { parseXml } from "../../src/xml/parse-xml.ts";
import { XmlError } from "../../src/xml/xml-error.ts";
import { toXmlElement } from "../../src/xml/xml-node.ts";
import { generateInputs } from "./generated-inputs.ts";
import { readInputs } from "./read-inputs.ts";

const inputs = readInputs();
const generated = generateInputs().map((made) => ({ ...made, name: `generated/${made.name}` }));
const differences: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL("refused-but-well-formed.json", import.meta.url), "utf8"),
);

/** The tree, where it is one to us. */
function read(body: Uint8Array) {
  try {
    return toXmlElement(parseXml(body));
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

test("what is read here is well-formed for libxml2", () => {
  for (const { name, body } of [...inputs, ...generated]) {
    if (read(body) !== undefined) expect(verdictOn(body), name).not.toBe("not well-formed");
  }
});

test("what is read here is the same tree for libxml2", () => {
  const trees = inputs.flatMap(({ name, body }) => {
    const [ours, theirs] = [read(body), judge(body)];
    // Where only rules of namespaces are broken, libxml2 gives no tree.
    return ours === undefined || typeof theirs === "string" ? [] : [{ name, ours, theirs }];
  });
  expect(trees.length).toBeGreaterThan(100);
  for (const { name, ours, theirs } of trees) expect(ours, name).toEqual(theirs);
});

test("what is refused here is refused by libxml2, but for what is explained", () => {
  const got = [...inputs, ...generated]
    .filter(({ body }) => read(body) === undefined && verdictOn(body) !== "not well-formed")
    .map(({ name }) => name);
  expect(got.sort()).toEqual(Object.keys(differences).sort());
});
