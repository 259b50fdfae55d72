import type { DocumentName } from "../gen/types.ts";
import type { BooleanField, Field, IntegerField, ListField, Table } from "../schema/table.ts";
import { positionAt } from "../xml/position.ts";
import { quoteName, quoteText } from "../xml/quote-name.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import { toXmlElement, type XmlNode } from "../xml/xml-node.ts";
import { DecodeError, type DecodeErrorCode } from "./decode-error.ts";
import { itemsAtAnyDepth } from "./items-at-any-depth.ts";

type Value = Record<string, unknown>;

/** The content of one field in a parent element. */
interface FieldContent {
  /** Absent if the element is absent. */
  readonly value?: unknown;
  /** The device's value, if the value is `"unknown"`. */
  readonly raw?: string;
  /** Content that the specification does not define. */
  readonly extra?: readonly XmlElement[];
}

/** Options of a {@link Reader}. */
export interface ReaderOptions {
  /** Keeps what is odd beside the required content under `extra`, or drops it, instead of refusing it. */
  readonly lenient: boolean;
}

/** Reads parsed elements as values, by the tables of their types. */
export class Reader {
  readonly #document: DocumentName;
  readonly #body: Uint8Array;
  readonly #lenient: boolean;

  constructor(document: DocumentName, body: Uint8Array, { lenient }: ReaderOptions) {
    this.#document = document;
    this.#body = body;
    this.#lenient = lenient;
  }

  /** Creates an error at an element. */
  error(code: DecodeErrorCode, what: string, node: XmlNode, path?: string): DecodeError {
    const position = positionAt(this.#body, node.offset);
    return new DecodeError(code, what, { document: this.#document, position, path });
  }

  /** Reads an element that has child elements. */
  object(table: Table, node: XmlNode, path: string): Value {
    // Text alone is never dropped: a status without its elements would be "no request yet".
    if (!this.#lenient || node.elements.length === 0) this.#requireNoText(node, path);
    const value: Value = {};
    const isAttribute = new Set(table.fields.filter(inAttribute).map(({ element }) => element));
    const extra: XmlElement[] = node.attributes
      .filter(([name]) => !isAttribute.has(name))
      .map(([name, text]) => ({ name: `@${name}`, text }));
    for (const field of table.fields) {
      const { property, element } = field;
      const content = this.#field(field, node, `${path}/${element}`);
      if (content.value !== undefined) value[property] = content.value;
      if (content.raw !== undefined)
        value.raw = { ...(value.raw as Value), [property]: content.raw };
      if (content.extra) extra.push(...content.extra);
    }
    const known = new Set(
      table.fields.filter((field) => !inAttribute(field)).map(({ element }) => element),
    );
    extra.push(...node.elements.filter(({ name }) => !known.has(name)).map(toXmlElement));
    if (extra.length > 0) value.extra = extra;
    return value;
  }

  #field(field: Field, parent: XmlNode, path: string): FieldContent {
    const nodes = parent.elements.filter(({ name }) => name === field.element);
    if (field.kind === "list" && !field.wrapped) return this.#items(field, nodes, path);
    if (field.kind === "list") {
      return nodes.length > 0 || field.required ? this.#list(field, nodes, path) : {};
    }
    // An optional object is not dropped: without its operationState, a status would be "no request yet".
    if (!this.#lenient || field.required || field.kind === "object") {
      return this.#single(field, nodes, parent, path);
    }
    try {
      return this.#single(field, nodes, parent, path);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      return { extra: nodes.map(toXmlElement) };
    }
  }

  #single(
    field: Exclude<Field, ListField>,
    nodes: readonly XmlNode[],
    parent: XmlNode,
    path: string,
  ): FieldContent {
    if (inAttribute(field)) return this.#attribute(field, parent, path);
    const [node, duplicate] = nodes;
    if (duplicate && !(this.#lenient && isFree(field))) {
      const what = `<${field.element}> appears twice`;
      throw this.error("duplicate-element", what, duplicate, path);
    }
    if (!node) {
      if (field.kind === "nothing") return { value: {} };
      if (!field.required) return {};
      throw this.error("missing-element", `<${field.element}> is missing`, parent, path);
    }
    switch (field.kind) {
      case "object":
        return { value: this.object(field.table(), node, path) };
      case "any":
      case "nothing": {
        const { name: _, ...content } = toXmlElement(
          nodes.length === 1 ? node : merge(node, nodes),
        );
        return { value: content };
      }
      case "text":
        return { value: this.#text(node, path), extra: attributesOf(node) };
      case "integer":
        return { value: this.#integer(field, node, path), extra: attributesOf(node) };
      case "boolean": {
        const value = this.#boolean(this.#text(node, path), node, path);
        return { value, extra: attributesOf(node) };
      }
      case "enum": {
        const word = collapse(this.#text(node, path));
        const extra = attributesOf(node);
        return field.values.includes(word)
          ? { value: word, extra }
          : { value: "unknown", raw: word, extra };
      }
    }
  }

  #text(node: XmlNode, path: string): string {
    const [child] = node.elements;
    if (child) {
      const what = `expected text only, got <${quoteName(child.name)}>`;
      throw this.error("unexpected-element", what, node, path);
    }
    return node.text;
  }

  #attribute({ element, required }: BooleanField, parent: XmlNode, path: string): FieldContent {
    const [, text] = parent.attributes.find(([name]) => name === element) ?? [];
    if (text !== undefined) return { value: this.#boolean(text, parent, path) };
    if (!required) return {};
    throw this.error("missing-element", `the attribute ${element} is missing`, parent, path);
  }

  #boolean(text: string, node: XmlNode, path: string): boolean {
    switch (collapse(text)) {
      case "true":
      case "1":
        return true;
      case "false":
      case "0":
        return false;
    }
    const what = `expected true or false, got ${quoteText(text)}`;
    throw this.error("wrong-type", what, node, path);
  }

  #integer(field: IntegerField, node: XmlNode, path: string): number {
    const text = collapse(this.#text(node, path));
    if (!/^[+-]?\d+$/.test(text)) {
      const what = `expected an integer, got ${quoteText(text)}`;
      throw this.error("wrong-type", what, node, path);
    }
    const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = field;
    const integer = BigInt(text.replace("+", ""));
    if (integer < minimum || integer > maximum) {
      const bounds = `${minimum} to ${maximum}`;
      throw this.error(
        "out-of-range",
        `expected ${bounds}, got ${text.length <= 32 ? text : quoteText(text)}`,
        node,
        path,
      );
    }
    return Number(integer);
  }

  #list(field: ListField, wrappers: readonly XmlNode[], path: string): FieldContent {
    const value: unknown[] = [];
    const extra: XmlElement[] = [];
    const table = field.table?.();
    for (const wrapper of wrappers) {
      if (!this.#lenient) this.#requireNoText(wrapper, path);
      const { items, rest } =
        table && field.anyDepth
          ? itemsAtAnyDepth(table, field.item, wrapper)
          : itemsBelow(field, wrapper);
      if (wrapper.attributes.length > 0 || rest.length > 0) {
        extra.push(toXmlElement({ ...wrapper, text: "", elements: rest }));
      }
      if (this.#lenient && table) value.push(...textAsItem(table, wrapper));
      const read = this.#items(field, items, `${path}/${field.item}`);
      value.push(...read.value);
      extra.push(...read.extra);
    }
    return { value, extra };
  }

  #items(field: ListField, items: readonly XmlNode[], path: string) {
    const value: unknown[] = [];
    const extra: XmlElement[] = [];
    const table = field.table?.();
    for (const item of items) {
      if (table) {
        const [text] = this.#lenient ? textAsItem(table, item) : [];
        value.push(text ?? this.object(table, item, path));
      } else if (this.#lenient && item.elements.length > 0) extra.push(toXmlElement(item));
      else {
        value.push(this.#text(item, path));
        extra.push(...attributesOf(item));
      }
    }
    return { value, extra };
  }

  #requireNoText(node: XmlNode, path: string): void {
    if (collapse(node.text) === "") return;
    throw this.error("unexpected-text", "expected elements only, got text", node, path);
  }
}

function inAttribute(field: Field): field is BooleanField & { readonly attribute: true } {
  return field.kind === "boolean" && field.attribute;
}

/** Trims a text and joins runs of white space, as XSD does for tokens. */
function collapse(text: string): string {
  return text
    .split(/[ \t\r\n]+/)
    .filter(Boolean)
    .join(" ");
}

/** The attributes of a text element, as an element without text. */
function attributesOf(node: XmlNode): XmlElement[] {
  return node.attributes.length === 0 ? [] : [toXmlElement({ ...node, text: "" })];
}

function isFree({ kind }: Field): boolean {
  return kind === "any" || kind === "nothing";
}

function merge(first: XmlNode, nodes: readonly XmlNode[]): XmlNode {
  return {
    ...first,
    attributes: nodes.flatMap(({ attributes }) => attributes),
    text: nodes.map(({ text }) => text).join(""),
    elements: nodes.flatMap(({ elements }) => elements),
  };
}

/** Reads an element that has text instead of an item's elements: the text is the item's first field. */
function textAsItem({ fields: [first] }: Table, { text, elements }: XmlNode): Value[] {
  const isText = elements.length === 0 && collapse(text) !== "";
  return isText && first ? [{ [first.property]: collapse(text) }] : [];
}

function itemsBelow({ item }: ListField, { elements }: XmlNode) {
  return {
    items: elements.filter(({ name }) => name === item),
    rest: elements.filter(({ name }) => name !== item),
  };
}
