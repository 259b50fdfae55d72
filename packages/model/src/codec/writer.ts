import type { DocumentName, RestVersion } from "../gen/types.ts";
import type { EnumField, Field, ListField, Table } from "../schema/table.ts";
import type { XmlContent, XmlElement } from "../xml/xml-element.ts";
import { EncodeError } from "./encode-error.ts";

type Value = Readonly<Record<string, unknown>>;

/** The nesting of error items: each in its own element, or their elements directly below `messages`. */
export type ErrorItems = "wrapped" | "bare";

/** Writes values that are valid in the newest version as elements of one version, by their tables. */
export class Writer {
  readonly #document: DocumentName;
  readonly #version: RestVersion;
  readonly #errorItems: ErrorItems;

  constructor(document: DocumentName, version: RestVersion, errorItems: ErrorItems) {
    this.#document = document;
    this.#version = version;
    this.#errorItems = errorItems;
  }

  /** Writes the properties of a value. */
  content(table: Table, value: Value, pointer = ""): XmlContent {
    const attributes: Record<string, string> = {};
    const elements: XmlElement[] = [];
    for (const field of table.fields) {
      const property = value[field.property];
      if (property === undefined) continue;
      if (field.kind === "boolean" && field.attribute) attributes[field.element] = String(property);
      else elements.push(...this.#elements(field, property, `${pointer}/${field.property}`));
    }
    return { ...(Object.keys(attributes).length > 0 && { attributes }), elements };
  }

  #elements(field: Field, value: unknown, pointer: string): XmlElement[] {
    if (field.kind === "list") {
      const items = this.#items(field, value as unknown[], pointer);
      return field.wrapped ? [{ name: field.element, elements: items }] : items;
    }
    return [this.#element(field, value, pointer)];
  }

  #element(field: Exclude<Field, ListField>, value: unknown, pointer: string): XmlElement {
    const name = field.element;
    switch (field.kind) {
      case "enum":
        this.#requireInVersion(field, String(value), pointer);
        return { name, text: String(value) };
      case "text":
      case "integer":
      case "boolean":
        return { name, text: String(value) };
      case "object":
        return { name, ...this.content(field.table(), value as Value, pointer) };
      case "any":
      case "nothing":
        return { ...(value as XmlContent), name };
    }
  }

  #requireInVersion({ valuesNotIn }: EnumField, value: string, pointer: string): void {
    if (!valuesNotIn?.[this.#version]?.includes(value)) return;
    throw this.#error("not-in-version", `${this.#version} has no ${value}`, pointer);
  }

  #items(field: ListField, items: readonly unknown[], pointer: string): XmlElement[] {
    const { item: name, objectIn } = field;
    const table = field.table?.();
    if (!table) return items.map((item) => ({ name, text: String(item) }));
    const contents = items.map((item, index) =>
      this.content(table, item as Value, `${pointer}/${index}`),
    );
    const isObject = objectIn?.includes(this.#version);
    if (isObject && items.length > 1) {
      throw this.#error("not-in-version", `${this.#version} allows one item at most`, pointer);
    }
    // Only the items of errors are bare in some version.
    if (isObject || (objectIn && this.#errorItems === "bare")) {
      return this.#bareItems(
        contents.map(({ elements = [] }) => elements),
        pointer,
      );
    }
    return contents.map((content) => ({ name, ...content }));
  }

  /** A reader begins the next bare item at a repeated name, so each has to begin with one. */
  #bareItems(items: readonly XmlElement[][], pointer: string): XmlElement[] {
    items.forEach(([first], index) => {
      const previous = items[index - 1];
      if (!first || (previous && !previous.some(({ name }) => name === first.name))) {
        const what = "without an element around it, it would not be read as an item of its own";
        throw this.#error("invalid-value", what, `${pointer}/${index}`);
      }
    });
    return items.flat();
  }

  #error(code: "invalid-value" | "not-in-version", what: string, pointer: string): EncodeError {
    return new EncodeError(code, this.#document, what, { pointer });
  }
}
