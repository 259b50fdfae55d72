import { positionAt } from "./position.ts";
import { XmlError, type XmlErrorCode } from "./xml-error.ts";
import type { XmlLimits } from "./xml-limits.ts";
import { NAME } from "./xml-name.ts";
import type { XmlNode } from "./xml-node.ts";
import { resolveReferences } from "./xml-reference.ts";

/** An element that is still being read. */
interface OpenNode extends XmlNode {
  text: string;
  readonly children: XmlNode[];
}

const SPACE = "[ \\t\\r\\n]";
const START_TAG_NAME = new RegExp(`<(${NAME})`, "uy");
const ATTRIBUTE = new RegExp(`${SPACE}+(${NAME})${SPACE}*=${SPACE}*("[^<"]*"|'[^<']*')`, "uy");
const START_TAG_END = new RegExp(`${SPACE}*(/?)>`, "y");
const END_TAG = new RegExp(`</(${NAME})${SPACE}*>`, "uy");
const INSTRUCTION_TARGET = new RegExp(`<\\?(${NAME})(?=${SPACE}|\\?>)`, "uy");

/** Most elements have none: one list for all of them. */
const NO_ATTRIBUTES: XmlNode["attributes"] = [];

/**
 * Holds a text to the whole grammar of XML 1.0, from behind its declaration on, and makes a tree of it
 * in the same pass, which never goes back.
 */
export class TreeBuilder {
  readonly #text: string;
  readonly #limits: XmlLimits;
  /** The open elements, the root first. */
  readonly #open: OpenNode[] = [];
  #root: XmlNode | undefined;
  /** Elements and attributes so far. */
  #counted = 0;
  #at: number;

  constructor(text: string, start: number, limits: XmlLimits) {
    this.#text = text;
    this.#limits = limits;
    this.#at = start;
  }

  /** @throws {XmlError} */
  build(): XmlNode {
    while (this.#at < this.#text.length) {
      if (this.#text[this.#at] === "<") this.#readMarkup();
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
    const begins = (markup: string) => this.#text.startsWith(markup, this.#at);
    if (begins("</")) this.#readEndTag();
    else if (begins("<?")) this.#skipInstruction();
    else if (begins("<!--")) this.#skipComment();
    else if (begins("<![CDATA[")) this.#readCdata();
    else if (begins("<!")) {
      throw this.#error(
        "forbidden-markup",
        'found "<!" of neither a comment nor CDATA; DOCTYPE and entity declarations are not taken',
      );
    } else this.#readStartTag();
  }

  #readText(): void {
    const start = this.#at;
    const markup = this.#text.indexOf("<", start);
    const end = markup === -1 ? this.#text.length : markup;
    const text = this.#text.slice(start, end);
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
    if (parent) parent.text += resolveReferences(this.#text, start, end, toLineFeeds);
    this.#at = end;
  }

  #readStartTag(): void {
    const start = this.#at;
    const [, name] = this.#take(START_TAG_NAME) ?? [];
    if (name === undefined) {
      throw this.#malformed('found a "<" that no name follows, expected a tag or "&lt;"');
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
    const [, slash] = this.#take(START_TAG_END) ?? [];
    if (slash === undefined) {
      throw this.#malformed('found a malformed start tag, expected name="value", ">" or "/>"');
    }
    if (this.#at - start > this.#limits.maxTagLength) {
      const message = `found a start tag longer than ${this.#limits.maxTagLength} characters`;
      throw this.#error("tag-too-long", message, start);
    }
    const node: OpenNode = { name, attributes, text: "", children: [], offset: start };
    if (parent) parent.children.push(node);
    else this.#root = node;
    if (slash === "") this.#open.push(node);
  }

  #readAttributes(): XmlNode["attributes"] {
    let names: Set<string> | undefined;
    const attributes: (readonly [name: string, value: string])[] = [];
    for (;;) {
      const start = this.#at;
      const [, name, quoted] = this.#take(ATTRIBUTE) ?? [];
      if (name === undefined || quoted === undefined) break;
      this.#count(start);
      names ??= new Set();
      if (names.has(name)) throw this.#malformed(`found a second attribute ${name}`, start);
      names.add(name);
      const [from, to] = [this.#at - quoted.length + 1, this.#at - 1];
      attributes.push([name, resolveReferences(this.#text, from, to, toSpaces)]);
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
    const start = this.#at;
    const expected = this.#open.pop()?.name;
    const [, name] = this.#take(END_TAG) ?? [];
    if (expected === undefined) throw this.#malformed("found an end tag with no start tag", start);
    if (name !== expected) {
      const found = name === undefined ? "a malformed end tag" : `</${name}>`;
      throw this.#malformed(`found ${found}, expected </${expected}>`, start);
    }
  }

  #readCdata(): void {
    const parent = this.#open.at(-1);
    if (parent === undefined) throw this.#malformed("found CDATA outside the root element");
    const start = this.#at + "<![CDATA[".length;
    const end = this.#text.indexOf("]]>", start);
    if (end === -1) throw this.#malformed("found CDATA without an end");
    parent.text += toLineFeeds(this.#text.slice(start, end));
    this.#at = end + 3;
  }

  #skipComment(): void {
    const end = this.#text.indexOf("--", this.#at + 4);
    if (end === -1) throw this.#malformed("found a comment without an end");
    if (this.#text[end + 2] !== ">") throw this.#malformed('found "--" inside a comment', end);
    this.#at = end + 3;
  }

  #skipInstruction(): void {
    const start = this.#at;
    const [, target] = this.#take(INSTRUCTION_TARGET) ?? [];
    if (target === undefined) throw this.#malformed("found a malformed processing instruction");
    if (target.toLowerCase() === "xml") {
      throw this.#malformed("found an XML declaration after the start of the input", start);
    }
    const end = this.#text.indexOf("?>", this.#at);
    if (end === -1) throw this.#malformed("found a processing instruction without an end", start);
    this.#at = end + 2;
  }

  /** Matches a sticky pattern at the current place and moves behind it. */
  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  #malformed(message: string, offset: number = this.#at): XmlError {
    return this.#error("not-well-formed", message, offset);
  }

  #error(code: XmlErrorCode, message: string, offset: number = this.#at): XmlError {
    return new XmlError(code, message, positionAt(this.#text, offset));
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
