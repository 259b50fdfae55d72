import { positionAt } from "./position.ts";
import { TextCursor } from "./text-cursor.ts";
import { XmlError, type XmlErrorCode } from "./xml-error.ts";
import type { XmlLimits } from "./xml-limits.ts";
import type { XmlNode } from "./xml-node.ts";
import { resolveReferences } from "./xml-reference.ts";

/** An element that is still being read. */
interface OpenNode extends XmlNode {
  text: string;
  readonly children: XmlNode[];
}

/** Most elements have none: one list for all of them. */
const NO_ATTRIBUTES: XmlNode["attributes"] = [];

/**
 * Holds a text to the whole grammar of XML 1.0, from behind its declaration on, and makes a tree of it
 * in the same pass, which never goes back.
 */
export class TreeBuilder {
  readonly #cursor: TextCursor;
  readonly #limits: XmlLimits;
  /** The open elements, the root first. */
  readonly #open: OpenNode[] = [];
  #root: XmlNode | undefined;
  /** Elements and attributes so far. */
  #counted = 0;

  constructor(text: string, start: number, limits: XmlLimits) {
    this.#cursor = new TextCursor(text, start);
    this.#limits = limits;
  }

  /** @throws {XmlError} */
  build(): XmlNode {
    while (!this.#cursor.isAtEnd) {
      if (this.#cursor.sees("<")) this.#readMarkup();
      else this.#readText();
    }
    const open = this.#open.at(-1);
    if (open !== undefined) {
      throw this.#malformed(`found the end of the input, expected </${open.name}>`);
    }
    if (this.#root === undefined) throw this.#malformed("found no element, expected one");
    return this.#root;
  }

  #readMarkup(): void {
    const cursor = this.#cursor;
    if (cursor.sees("</")) this.#readEndTag();
    else if (cursor.sees("<?")) this.#skipInstruction();
    else if (cursor.sees("<!--")) this.#skipComment();
    else if (cursor.sees("<![CDATA[")) this.#readCdata();
    else if (cursor.sees("<!")) {
      throw this.#error(
        "forbidden-markup",
        'found "<!" of neither a comment nor CDATA; DOCTYPE and entity declarations are not taken',
      );
    } else this.#readStartTag();
  }

  #readText(): void {
    const { text: whole, at: start } = this.#cursor;
    const markup = whole.indexOf("<", start);
    const end = markup === -1 ? whole.length : markup;
    const text = whole.slice(start, end);
    const parent = this.#open.at(-1);
    if (parent === undefined) {
      const outside = text.search(/[^ \t\r\n]/);
      if (outside !== -1) {
        throw this.#malformed("found text outside the root element", start + outside);
      }
    }
    const cdataEnd = text.indexOf("]]>");
    if (cdataEnd !== -1) {
      throw this.#malformed('found "]]>" in text, expected "]]&gt;"', start + cdataEnd);
    }
    if (parent) parent.text += resolveReferences(whole, start, end, toLineFeeds);
    this.#cursor.at = end;
  }

  #readStartTag(): void {
    const cursor = this.#cursor;
    const start = cursor.at;
    cursor.take("<");
    const name = cursor.takeName();
    if (name === undefined) {
      throw this.#malformed('found a "<" that no name follows, expected a tag or "&lt;"', start);
    }
    const parent = this.#open.at(-1);
    if (parent === undefined && this.#root) {
      throw this.#malformed("found a second root element, expected the end of the input", start);
    }
    this.#count(start);
    if (this.#open.length === this.#limits.maxDepth) {
      const message = `found elements nested more than ${this.#limits.maxDepth} deep`;
      throw this.#error("too-deep", message, start);
    }
    const attributes = this.#readAttributes();
    const end = cursor.at;
    cursor.takeSpace();
    const isEmpty = cursor.take("/");
    if (!cursor.take(">")) {
      throw this.#malformed('found a malformed start tag, expected name="value", ">" or "/>"', end);
    }
    if (cursor.at - start > this.#limits.maxTagLength) {
      const message = `found a start tag longer than ${this.#limits.maxTagLength} characters`;
      throw this.#error("tag-too-long", message, start);
    }
    const node: OpenNode = { name, attributes, text: "", children: [], offset: start };
    if (parent) parent.children.push(node);
    else this.#root = node;
    if (!isEmpty) this.#open.push(node);
  }

  #readAttributes(): XmlNode["attributes"] {
    let names: Set<string> | undefined;
    const attributes: (readonly [name: string, value: string])[] = [];
    for (;;) {
      const start = this.#cursor.at;
      const attribute = this.#cursor.takeAttribute();
      if (!attribute) break;
      const { name, from, to } = attribute;
      this.#count(start);
      names ??= new Set();
      if (names.has(name)) throw this.#malformed(`found a second attribute ${name}`, start);
      names.add(name);
      attributes.push([name, resolveReferences(this.#cursor.text, from, to, toSpaces)]);
    }
    return names ? attributes : NO_ATTRIBUTES;
  }

  #count(offset: number): void {
    this.#counted += 1;
    if (this.#counted > this.#limits.maxElements) {
      const message = `found more than ${this.#limits.maxElements} elements and attributes`;
      throw this.#error("too-many-elements", message, offset);
    }
  }

  #readEndTag(): void {
    const cursor = this.#cursor;
    const start = cursor.at;
    const expected = this.#open.pop()?.name;
    cursor.take("</");
    const found = cursor.takeName();
    cursor.takeSpace();
    const name = cursor.take(">") ? found : undefined;
    if (expected === undefined) throw this.#malformed("found an end tag with no start tag", start);
    if (name !== expected) {
      const what = name === undefined ? "a malformed end tag" : `</${name}>`;
      throw this.#malformed(`found ${what}, expected </${expected}>`, start);
    }
  }

  #readCdata(): void {
    const parent = this.#open.at(-1);
    if (parent === undefined) throw this.#malformed("found CDATA outside the root element");
    const { text, at } = this.#cursor;
    const start = at + "<![CDATA[".length;
    const end = text.indexOf("]]>", start);
    if (end === -1) throw this.#malformed("found CDATA without an end");
    parent.text += toLineFeeds(text.slice(start, end));
    this.#cursor.at = end + 3;
  }

  #skipComment(): void {
    const { text, at } = this.#cursor;
    const end = text.indexOf("--", at + 4);
    if (end === -1) throw this.#malformed("found a comment without an end");
    if (text[end + 2] !== ">") throw this.#malformed('found "--" inside a comment', end);
    this.#cursor.at = end + 3;
  }

  #skipInstruction(): void {
    const cursor = this.#cursor;
    const start = cursor.at;
    cursor.take("<?");
    const target = cursor.takeName();
    if (target === undefined || !(cursor.sees("?>") || cursor.takeSpace())) {
      throw this.#malformed("found a malformed processing instruction", start);
    }
    if (target.toLowerCase() === "xml") {
      throw this.#malformed("found an XML declaration after the start of the input", start);
    }
    const end = cursor.text.indexOf("?>", cursor.at);
    if (end === -1) throw this.#malformed("found a processing instruction without an end", start);
    cursor.at = end + 2;
  }

  #malformed(message: string, offset: number = this.#cursor.at): XmlError {
    return this.#error("not-well-formed", message, offset);
  }

  #error(code: XmlErrorCode, message: string, offset: number = this.#cursor.at): XmlError {
    return new XmlError(code, message, positionAt(this.#cursor.text, offset));
  }
}

/** https://www.w3.org/TR/xml/#sec-line-ends */
function toLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** https://www.w3.org/TR/xml/#AVNormalize: white space that is not a reference becomes spaces. */
function toSpaces(text: string): string {
  return text.replace(/\r\n|[\t\n\r]/g, " ");
}
