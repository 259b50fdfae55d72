// The two halves of the specification agree: values drawn from the OpenAPI schemas are written as XML
// that the XSD accepts, and read back as the same values.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode, encode } from "@asyncstatus/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { workspace } from "../paths.ts";
import { arbitraryFromSchema, type Definitions } from "./arbitrary-from-schema.ts";
import { documentNames } from "./examples.ts";
import { Xsd } from "./xsd.ts";

const file = join(workspace, "packages/model/src/gen/documents.schema.json");
const { definitions } = JSON.parse(readFileSync(file, "utf8")) as { definitions: Definitions };

test.for(documentNames)(
  "what is written as %s is valid and reads as the same value",
  (document) => {
    const xsd = new Xsd(document);
    const values = arbitraryFromSchema(definitions, definitions[document] ?? {});
    const property = fc.property(values, (value) => {
      // The arbitrary is made from the document's own schema.
      const xml = encode(document, value as never);
      expect(xsd.findings(xml)).toEqual([]);
      expect(decode(document, new TextEncoder().encode(xml))).toEqual(value);
    });
    fc.assert(property, { numRuns: 1_000 });
  },
);
