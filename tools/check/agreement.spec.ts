// The two halves of the specification agree, in every version: values drawn from the OpenAPI schemas are
// written as XML that the XSD accepts, and read back as the same values; and XML that has been tampered
// with is accepted or refused by both.

import {
  DecodeError,
  type DocumentName,
  decode,
  EncodeError,
  encode,
  type RestVersion,
  restVersions,
} from "@asyncstatus/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { documentNames } from "../spec/examples.ts";
import { Xsd } from "../spec/xsd.ts";
import { arbitraryFromSchema } from "./arbitrary-from-schema.ts";
import { decodedSchemas, generated } from "./decoded-schemas.ts";
import { mutation, namesOn, pathsOf, readTree, replaced, writeTree } from "./xml-tree.ts";

const numRuns = Number(process.env.AGREEMENT_RUNS ?? 300);
const timeout = 10_000 + 10 * numRuns;

const everywhere = restVersions.flatMap((version) => {
  const { definitions } = decodedSchemas(version);
  return documentNames.map((document) => {
    const values = arbitraryFromSchema(definitions, definitions[document] ?? {});
    return { document, version, values, xsd: new Xsd(document, version) };
  });
});

test("what the codec writes by is generated from the OpenAPI document of the newest version", () => {
  expect(generated.definitions).toEqual(decodedSchemas(restVersions[0]).definitions);
});

test.for(everywhere)(
  "what is written as $document of $version is valid and reads as the same value",
  { timeout },
  ({ document, version, values, xsd }) => {
    const property = fc.property(values, (value) => {
      // The arbitrary is made from the document's own schema.
      const xml = encode(document, value as never, { version });
      expect(xsd.findings(xml)).toEqual([]);
      expect(decode(document, new TextEncoder().encode(xml))).toEqual(value);
    });
    fc.assert(property, { numRuns });
  },
);

/** Whether a body is read, and holds nothing that could not be written in that version. */
function isKnown(document: DocumentName, version: RestVersion, xml: string): boolean {
  try {
    encode(document, decode(document, new TextEncoder().encode(xml)), { version });
    return true;
  } catch (error) {
    if (error instanceof DecodeError || error instanceof EncodeError) return false;
    throw error;
  }
}

test.for(everywhere)(
  "a $document of $version that was tampered with is judged alike by the codec and by the XSD",
  { timeout },
  ({ document, version, values, xsd }) => {
    const property = fc.property(values, fc.nat(), mutation, (value, choice, mutate) => {
      const tree = readTree(encode(document, value as never, { version }));
      const paths = pathsOf(tree);
      const path = paths[choice % paths.length] ?? [];
      const mutated = path.length === 0 ? mutate(tree)[0] : replaced(tree, path, mutate);
      if (typeof mutated !== "object") return;
      const xml = writeTree(mutated);
      const isValid = xsd.findings(xml).length === 0;
      if (isValid) expect(isKnown(document, version, xml)).toBe(true);
      else if (!isToleratedAt(namesOn(tree, path))) {
        expect(isKnown(document, version, xml)).toBe(false);
      }
    });
    fc.assert(property, { numRuns });
  },
);

/**
 * Where the codec reads what the XSD refuses, on purpose: the parts of the envelope may come in another
 * order, be absent or be there twice, as lists may; and the items of `messages` may be nested in any way.
 */
function isToleratedAt(names: readonly string[]): boolean {
  return names.length < 2 || names[0] === "messages" || names.at(-1) === "otherVersions";
}
