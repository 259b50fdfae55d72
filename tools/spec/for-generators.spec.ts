import { restVersions } from "@asyncstatus/model";
import { XmlDocument, XmlElement } from "libxml2-wasm";
import { expect, test } from "vitest";
import { documentOf } from "./document-of.ts";
import { examplesIn } from "./examples.ts";
import { forGenerators } from "./for-generators.ts";
import { type JsonObject, objectOf } from "./merge-patch.ts";

const documentIn = (version: string) => forGenerators(documentOf(version), version);
const schemasOf = (document: JsonObject) => objectOf(objectOf(document.components).schemas);

test.for(restVersions)("%s has no version parameter, and no extension of ours", (version) => {
  const document = documentIn(version);
  expect(Object.keys(objectOf(document.paths))).toContain(`/rest/${version}/auth/token`);
  const text = JSON.stringify(document);
  expect(text).not.toContain("{version}");
  expect(text.replaceAll('"x-oapi-codegen-extra-tags"', "")).not.toContain('"x-');
});

test.for(restVersions)("every reference in %s has a target", (version) => {
  const document = documentIn(version);
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/([^"]+)"/g);
  for (const [, reference = ""] of references) {
    const [kind = "", name = ""] = reference.split("/");
    expect(objectOf(objectOf(document.components)[kind]), reference).toHaveProperty([name]);
  }
});

test("a token is not required to log in", () => {
  expect(objectOf(schemasOf(documentIn("v1.2")).TokenRenewal).required).toBeUndefined();
});

test("no parameter has the name of a schema", () => {
  expect(objectOf(documentIn("v1.2").components).parameters).toBeUndefined();
});

test.for(restVersions)("%s names every element of the examples", (version) => {
  const schemas = schemasOf(documentIn(version));
  const unnamed = examplesIn(version).flatMap(({ name, document, xml }) => {
    using parsed = XmlDocument.fromBuffer(xml);
    return unnamedIn(parsed.root, schemas[document], schemas, name);
  });
  // Elements of any content, or of none.
  const unread = ["additionalInfo", "data", "type"];
  expect(unnamed).toEqual(expect.arrayContaining(["data"]));
  expect(unnamed.filter((element) => !unread.includes(element))).toEqual([]);
});

/** Lists the elements without a property. Throws if a required one is missing. */
function unnamedIn(
  element: XmlElement,
  schema: unknown,
  schemas: JsonObject,
  example: string,
): string[] {
  const { $ref, allOf, type, properties, required = [], items } = objectOf(schema as JsonObject);
  const target = $ref ?? objectOf((allOf as JsonObject[] | undefined)?.[0]).$ref;
  if (typeof target === "string") {
    return unnamedIn(element, schemas[target.split("/").at(-1) ?? ""], schemas, example);
  }
  if (type === "array") return unnamedIn(element, items, schemas, example);
  if (type !== "object") return [];
  const children = childrenOf(element);
  const names = children.map((child) => child.name);
  expect(names, `${example}: ${element.name}`).toEqual(
    expect.arrayContaining([...(required as readonly string[])]),
  );
  return children.flatMap((child) => {
    const property = objectOf(properties)[child.name];
    return property ? unnamedIn(child, property, schemas, example) : [child.name];
  });
}

function childrenOf(element: XmlElement): XmlElement[] {
  const children: XmlElement[] = [];
  for (let node = element.firstChild; node; node = node.next) {
    if (node instanceof XmlElement) children.push(node);
  }
  return children;
}
