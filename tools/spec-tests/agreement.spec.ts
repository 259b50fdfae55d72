// OpenAPI and XSD agree in every version: random values of the OpenAPI schemas are encoded as XML that is
// valid and decodes to the same values, and both accept or refuse mutated XML.

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
import { mutation, namesOn, pathsOf, readTree, replaced, writeTree } from "./mutate-xml.ts";

// CI runs 1000.
const numRuns = Number(process.env.AGREEMENT_RUNS ?? 50);
const timeout = 10_000 + 10 * numRuns;

const cases = restVersions.flatMap((version) => {
  const { definitions } = decodedSchemas(version);
  return documentNames.map((document) => {
    const values = arbitraryFromSchema(definitions, definitions[document] ?? {});
    return { document, version, values, xsd: new Xsd(document, version) };
  });
});

test("the codec's schema is generated from the OpenAPI document of the newest version", () => {
  expect(generated.definitions).toEqual(decodedSchemas(restVersions[0]).definitions);
});

test.for(cases)(
  "an encoded $document of $version is valid and decodes to the same value",
  { timeout },
  ({ document, version, values, xsd }) => {
    const property = fc.property(values, (value) => {
      const xml = encode(document, value as never, { version });
      expect(xsd.findings(xml)).toEqual([]);
      expect(decode(document, new TextEncoder().encode(xml))).toEqual(value);
    });
    fc.assert(property, { numRuns });
  },
);

/** True if a body decodes and holds only what can be encoded in that version. */
function isAccepted(document: DocumentName, version: RestVersion, xml: string): boolean {
  try {
    encode(document, decode(document, new TextEncoder().encode(xml)), { version });
    return true;
  } catch (error) {
    if (error instanceof DecodeError || error instanceof EncodeError) return false;
    throw error;
  }
}

test.for(cases)(
  "the codec and the XSD agree on a mutated $document of $version",
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
      if (isValid) expect(isAccepted(document, version, xml)).toBe(true);
      else if (!isToleratedAt(document, namesOn(tree, path))) {
        expect(isAccepted(document, version, xml)).toBe(false);
      }
    });
    fc.assert(property, { numRuns });
  },
);

/**
 * The places in which the codec accepts what the XSD refuses: parts of the envelope and of elements, and
 * lists may be reordered, absent or repeated, and the items of some lists may be nested in any way.
 */
function isToleratedAt(document: DocumentName, names: readonly string[]): boolean {
  if (names.length === 0) return true;
  if (lists.has(names.at(-1) ?? "")) return true;
  if (document === "ConfigElement") return false;
  if (names.some((name) => wrappers.has(name))) return true;
  const nestedInAnyWay = document === "ElementTypesResponse" ? ["messages", "data"] : ["messages"];
  return names.length < 2 || nestedInAnyWay.includes(names[0] ?? "");
}

/** Elements with a list whose items may be nested in any way. */
const wrappers = new Set(["haSyncState", "switchOverLogs"]);

const lists = new Set(["otherVersions", "configElement", "subElement", "attribute"]);
