import type { DocumentName, RestVersion } from "../gen/types.ts";
import type { XmlContent, XmlElement } from "../xml/xml-element.ts";
import { EncodeError } from "./encode-error.ts";
import type { Field, ListField, Table, WordsField } from "./table.ts";

type Value = Readonly<Record<string, unknown>>;

/** How error items nest: an element around each, or their own elements straight below the wrapper. */
export type ErrorItems = "wrapped" | "bare";

/** Writes values, which are valid in the newest version, by their tables as elements of one version. */
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
  elements(table: Table, value: Value, pointer = ""): XmlElement[] {
    return table.fields.flatMap((field) => {
      const property = value[field.property];
      return property === undefined
        ? []
        : [this.#element(field, property, `${pointer}/${field.property}`)];
    });
  }

  #element(field: Field, value: unknown, pointer: string): XmlElement {
    const name = field.element;
    switch (field.kind) {
      case "words":
        this.#requireWord(field, String(value), pointer);
        return { name, text: String(value) };
      case "text":
      case "integer":
        return { name, text: String(value) };
      case "object":
        return { name, elements: this.elements(field.table(), value as Value, pointer) };
      case "any":
      case "nothing":
        return { ...(value as XmlContent), name };
      case "list":
        return { name, elements: this.#items(field, value as unknown[], pointer) };
    }
  }

  #requireWord({ wordsNotIn }: WordsField, word: string, pointer: string): void {
    if (wordsNotIn?.[this.#version]?.includes(word)) {
      throw this.#error("not-in-version", `${this.#version} has no ${word}`, pointer);
    }
  }

  #items(field: ListField, items: readonly unknown[], pointer: string): XmlElement[] {
    const { item: name, anyDepth, objectIn } = field;
    const table = field.table?.();
    if (!table) return items.map((item) => ({ name, text: String(item) }));
    const elements = items.map((item, index) =>
      this.elements(table, item as Value, `${pointer}/${index}`),
    );
    const isObject = objectIn?.includes(this.#version);
    if (isObject && items.length > 1) {
      throw this.#error("not-in-version", `${this.#version} has one of these at most`, pointer);
    }
    if (isObject || (anyDepth && this.#errorItems === "bare")) {
      return this.#withoutWrappers(elements, pointer);
    }
    return elements.map((own) => ({ name, elements: own }));
  }

  /** Where nothing stands around the items, each has to begin with what the one before has already. */
  #withoutWrappers(items: readonly XmlElement[][], pointer: string): XmlElement[] {
    items.forEach(([first], index) => {
      const before = items[index - 1];
      if (!first || (before && !before.some(({ name }) => name === first.name))) {
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
