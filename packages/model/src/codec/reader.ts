import type { DocumentName } from "../gen/types.ts";
import { type Position, positionAt } from "../xml/position.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import { toXmlElement, type XmlNode } from "../xml/xml-node.ts";
import { DecodeError, type DecodeErrorCode } from "./decode-error.ts";
import { itemsAtAnyDepth } from "./items-at-any-depth.ts";
import type { Field, IntegerField, ListField, Table } from "./table.ts";

type Value = Record<string, unknown>;

/** Without white space around, and with one space for each run within, as XSD reads a token. */
const collapse = (text: string) =>
  text
    .split(/[ \t\r\n]+/)
    .filter(Boolean)
    .join(" ");
const isBlank = (text: string) => collapse(text) === "";

/** Reads parsed elements by their tables into values. */
export class Reader {
  readonly #document: DocumentName;
  readonly #body: Uint8Array;

  constructor(document: DocumentName, body: Uint8Array) {
    this.#document = document;
    this.#body = body;
  }

  /** A refusal at an element. */
  error(code: DecodeErrorCode, what: string, node: XmlNode, path?: string): DecodeError {
    const position: Position = positionAt(this.#body, node.offset);
    return new DecodeError(code, what, { document: this.#document, position, path });
  }

  /** Reads an element that has elements of its own. */
  object(table: Table, node: XmlNode, path: string): Value {
    if (!isBlank(node.text)) {
      throw this.error("unexpected-text", "expected elements only, got text", node, path);
    }
    const value: Value = {};
    const extra: XmlElement[] = node.attributes.map(([name, text]) => ({ name: `@${name}`, text }));
    const rest = new Set(node.elements);
    for (const field of table.fields) {
      const nodes = node.elements.filter((child) => child.name === field.element);
      for (const found of nodes) rest.delete(found);
      this.#field(field, nodes, node, `${path}/${field.element}`, value, extra);
    }
    for (const unknown of rest) extra.push(toXmlElement(unknown));
    if (extra.length > 0) value.extra = extra;
    return value;
  }

  #field(
    field: Field,
    nodes: readonly XmlNode[],
    parent: XmlNode,
    path: string,
    value: Value,
    extra: XmlElement[],
  ): void {
    if (field.kind === "list") {
      if (nodes.length > 0 || field.required) {
        value[field.property] = nodes.flatMap((node) => this.#list(field, node, path, extra));
      }
      return;
    }
    const [node, duplicate] = nodes;
    if (duplicate) {
      throw this.error(
        "duplicate-element",
        `<${field.element}> stands there twice`,
        duplicate,
        path,
      );
    }
    if (!node) {
      if (field.kind === "nothing") value[field.property] = {};
      else if (field.required) {
        throw this.error("missing-element", `<${field.element}> is missing`, parent, path);
      }
      return;
    }
    switch (field.kind) {
      case "object":
        value[field.property] = this.object(field.table(), node, path);
        return;
      case "any":
      case "nothing": {
        const { name: _, ...content } = toXmlElement(node);
        value[field.property] = content;
        return;
      }
      case "text":
        value[field.property] = this.#text(node, path, extra);
        return;
      case "integer":
        value[field.property] = this.#integer(field, node, path, extra);
        return;
      case "words": {
        const word = collapse(this.#text(node, path, extra));
        const known = field.words.includes(word);
        value[field.property] = known ? word : "unknown";
        if (!known) value.raw = { ...(value.raw as Value), [field.property]: word };
        return;
      }
    }
  }

  #text(node: XmlNode, path: string, extra: XmlElement[]): string {
    const [child] = node.elements;
    if (child) {
      const what = `expected text only, got <${child.name}>`;
      throw this.error("unexpected-element", what, node, path);
    }
    if (node.attributes.length > 0) {
      const { text: _, ...attributes } = toXmlElement(node);
      extra.push(attributes);
    }
    return node.text;
  }

  #integer(field: IntegerField, node: XmlNode, path: string, extra: XmlElement[]): number {
    const text = collapse(this.#text(node, path, extra));
    if (!/^[+-]?\d+$/.test(text)) {
      throw this.error(
        "wrong-type",
        `expected an integer, got ${JSON.stringify(text)}`,
        node,
        path,
      );
    }
    const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = field;
    const integer = BigInt(text.replace("+", ""));
    if (integer < minimum || integer > maximum) {
      const bounds = `${minimum} to ${maximum}`;
      throw this.error("out-of-range", `expected ${bounds}, got ${text}`, node, path);
    }
    return Number(integer);
  }

  #list(field: ListField, node: XmlNode, path: string, extra: XmlElement[]): unknown[] {
    if (!isBlank(node.text)) {
      throw this.error("unexpected-text", "expected elements only, got text", node, path);
    }
    const table = field.table?.();
    const { items, rest } =
      field.anyDepth && table ? itemsAtAnyDepth(table, field.item, node) : itemsBelow(field, node);
    const { attributes, elements } = toXmlElement({ ...node, text: "", elements: rest });
    if (attributes || elements) {
      extra.push({
        name: node.name,
        ...(attributes && { attributes }),
        ...(elements && { elements }),
      });
    }
    return items.map((item) =>
      table
        ? this.object(table, item, `${path}/${field.item}`)
        : this.#text(item, `${path}/${field.item}`, extra),
    );
  }
}

function itemsBelow(field: ListField, node: XmlNode) {
  return {
    items: node.elements.filter((child) => child.name === field.item),
    rest: node.elements.filter((child) => child.name !== field.item),
  };
}
