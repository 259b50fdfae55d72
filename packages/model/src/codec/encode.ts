import { documents } from "../gen/tables.ts";
import { type DocumentName, type Documents, type RestVersion, restVersions } from "../gen/types.ts";
import { validators } from "../gen/validators.ts";
import { writeXml } from "../xml/write-xml.ts";
import { XmlError } from "../xml/xml-error.ts";
import { EncodeError } from "./encode-error.ts";
import { type ErrorItems, Writer } from "./writer.ts";

/** Options of {@link encode}. */
export interface EncodeOptions {
  /** The REST version to write. Defaults to the newest. */
  readonly version?: RestVersion;
  /**
   * The nesting of error items, which is not documented. Both are valid since v1.1; v1.0 allows one item
   * at most, which is bare.
   *
   * @default "wrapped"
   */
  readonly errorItems?: ErrorItems;
}

/**
 * Encodes a value as its document, laid out as in the vendor's examples.
 *
 * Writing is strict: the result is valid against the XSD of that version and decodes to an equal value.
 *
 * @returns The document, to be sent as UTF-8, without a final line end.
 * @throws {EncodeError} If the value does not conform to the schema in that version, or contains
 *   characters that XML does not allow.
 */
export function encode<Name extends DocumentName>(
  document: Name,
  value: Documents[Name],
  { version = restVersions[0], errorItems = "wrapped" }: EncodeOptions = {},
): string {
  const validate = validators[document];
  if (!validate(value)) {
    const [error] = validate.errors ?? [];
    const details = error ? { pointer: error.instancePath } : {};
    throw new EncodeError("invalid-value", document, describe(error), details);
  }
  const { root, table } = documents[document];
  const writer = new Writer(document, version, errorItems);
  // The validator and the table are generated from the same schema.
  const content = writer.content(table, value as unknown as Readonly<Record<string, unknown>>);
  try {
    return writeXml({ name: root, ...content });
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const code = error.code === "forbidden-name" ? error.code : "forbidden-character";
    throw new EncodeError(code, document, error.message, { cause: error });
  }
}

function describe(
  error: { message?: string; params: Record<string, unknown> } | undefined,
): string {
  const details = error ? Object.values(error.params).flat() : [];
  return `${error?.message ?? "invalid"}${details.length > 0 ? `: ${details.join(", ")}` : ""}`;
}
