import type { XmlElement } from "@asyncstatus/model";
import { xmlCharacterClass } from "@asyncstatus/model/xml";
import fc from "fast-check";
import type { Definitions, Schema } from "./decoded-schemas.ts";

// The characters of XML 1.0, biased towards those that need escaping.
const character = fc.oneof(
  fc.constantFrom(
    "<",
    ">",
    "&",
    '"',
    "'",
    "\t",
    "\n",
    "\r",
    " ",
    "]]>",
    "&lt;",
    "&#0;",
    "\u0085",
    "\u2028",
  ),
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
);
const xmlText = new RegExp(`^[${xmlCharacterClass}]*$`, "u");
const text = fc
  .array(character, { maxLength: 8 })
  .map((parts) => parts.join(""))
  .filter((string) => xmlText.test(string));
const name = fc.constantFrom(
  "a",
  "verifySummary",
  "été",
  "_-.1",
  "constructor",
  "__proto__",
  "toString",
);

const { content } = fc.letrec<{ content: Omit<XmlElement, "name">; element: XmlElement }>((tie) => {
  const parts = {
    attributes: fc.uniqueArray(fc.tuple(name, text), {
      minLength: 1,
      maxLength: 3,
      selector: ([n]) => n,
    }),
    text: text.filter((string) => /[^ \t\r\n]/.test(string)),
    elements: fc.array(tie("element"), { minLength: 1, maxLength: 3 }),
  };
  const plain = fc.record(parts, { requiredKeys: [] }).map(({ attributes, ...rest }) => ({
    ...rest,
    ...(attributes && { attributes: Object.fromEntries(attributes) }),
  }));
  return {
    content: fc.oneof({ depthSize: "small" }, fc.constant({}), plain),
    element: fc
      .record({ name, content: tie("content") })
      .map((both) => ({ name: both.name, ...both.content })),
  };
});

/**
 * Generates values that conform to a schema and that XML can represent. A type inside itself is generated
 * two levels deep.
 *
 * @param above The definitions that the schema is in.
 */
export function arbitraryFromSchema(
  definitions: Definitions,
  schema: Schema,
  above: readonly string[] = [],
): fc.Arbitrary<unknown> {
  if (schema.$ref) {
    const definition = schema.$ref.replace("#/definitions/", "");
    if (definition === "XmlContent") return content;
    const found = definitions[definition];
    if (!found) throw new Error(`There is no definition ${definition}.`);
    const { $ref: _, ...beside } = schema;
    return arbitraryFromSchema(definitions, { ...found, ...beside }, [...above, schema.$ref]);
  }
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "string":
      return text;
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.maxSafeInteger().map((integer) => {
        const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = schema;
        return Math.min(maximum, Math.max(minimum, Math.abs(integer) % (maximum + 1)));
      });
    case "array":
      if (above.filter((definition) => definition === schema.items?.$ref).length > 1) {
        return fc.constant([]);
      }
      return fc.array(arbitraryFromSchema(definitions, schema.items ?? {}, above), {
        maxLength: schema.maxItems ?? 4,
      });
    case "object": {
      const properties = Object.entries(schema.properties ?? {}).map(
        ([property, inner]) => [property, arbitraryFromSchema(definitions, inner, above)] as const,
      );
      const { required = [], minProperties = 0 } = schema;
      return fc
        .record(Object.fromEntries(properties), { requiredKeys: [...required] })
        .filter((record) => Object.keys(record).length >= minProperties);
    }
    default:
      throw new Error(`Unsupported schema ${JSON.stringify(schema)}`);
  }
}
