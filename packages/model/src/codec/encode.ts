import { documents } from "../gen/tables.ts";
import type { DocumentName, Documents } from "../gen/types.ts";
import { validators } from "../gen/validators.ts";
import { writeXml } from "../xml/write-xml.ts";
import type { XmlContent, XmlElement } from "../xml/xml-element.ts";
import { XmlError } from "../xml/xml-error.ts";
import { EncodeError } from "./encode-error.ts";
import type { Field, Table } from "./table.ts";

/**
 * Writes a value as its document, laid out as in the vendor's examples.
 *
 * Writing is strict: what is written is valid against the document's XSD, and decodes to an equal
 * value. Unknown words and `extra` are not written.
 *
 * @returns The document as text, to be sent as UTF-8, without a line end behind it.
 * @throws {EncodeError} where the value does not conform to the document's schema, or holds what
 *   XML cannot hold.
 */
export function encode<Name extends DocumentName>(document: Name, value: Documents[Name]): string {
  const validate = validators[document];
  if (!validate(value)) {
    const [error] = validate.errors ?? [];
    const details = error ? { pointer: error.instancePath } : {};
    throw new EncodeError("invalid-value", document, describe(error), details);
  }
  const { root, table } = documents[document];
  try {
    // The validator has just said that the value is what the table describes.
    return writeXml({ name: root, elements: elementsOf(table, value as unknown as Values) });
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const code = error.code === "forbidden-name" ? error.code : "forbidden-character";
    throw new EncodeError(code, document, error.message, { cause: error });
  }
}

type Values = Readonly<Record<string, unknown>>;

function describe(
  error: { message?: string; params: Record<string, unknown> } | undefined,
): string {
  const details = error ? Object.values(error.params).flat() : [];
  return `${error?.message ?? "invalid"}${details.length > 0 ? `: ${details.join(", ")}` : ""}`;
}

function elementsOf(table: Table, value: Values): XmlElement[] {
  return table.fields.flatMap((field) => {
    const property = value[field.property];
    return property === undefined ? [] : [elementOf(field, property)];
  });
}

function elementOf(field: Field, value: unknown): XmlElement {
  const name = field.element;
  switch (field.kind) {
    case "text":
    case "words":
    case "integer":
      return { name, text: String(value) };
    case "object":
      return { name, elements: elementsOf(field.table(), value as Values) };
    case "any":
    case "nothing":
      return { ...(value as XmlContent), name };
    case "list": {
      const table = field.table?.();
      const elements = (value as unknown[]).map((item) =>
        table
          ? { name: field.item, elements: elementsOf(table, item as Values) }
          : { name: field.item, text: String(item) },
      );
      return { name, elements };
    }
  }
}
