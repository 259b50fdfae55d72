import { positionAt } from "./position.ts";
import { XmlError, type XmlErrorCode } from "./xml-error.ts";
import type { XmlLimits } from "./xml-limits.ts";
import { NAME } from "./xml-name.ts";
import { checkReferences } from "./xml-reference.ts";

/** Markup that is well-formed and within the limits. */
export interface ScannedMarkup {
  /** Elements, text and CDATA alone: comments and processing instructions are cut out. */
  readonly markup: string;
  /** Where each start tag begins in the scanned text, in document order. */
  readonly offsets: readonly number[];
}

const SPACE = "[ \\t\\r\\n]";
const START_TAG_NAME = new RegExp(`<(${NAME})`, "uy");
const ATTRIBUTE = new RegExp(`${SPACE}+(${NAME})${SPACE}*=${SPACE}*("[^<"]*"|'[^<']*')`, "uy");
const START_TAG_END = new RegExp(`${SPACE}*(/?)>`, "y");
const END_TAG = new RegExp(`</(${NAME})${SPACE}*>`, "uy");
const INSTRUCTION_TARGET = new RegExp(`<\\?(${NAME})(?=${SPACE}|\\?>)`, "uy");

/**
 * Holds a text to the whole grammar of XML 1.0, from behind its declaration on, in one pass.
 *
 * fast-xml-parser itself checks next to nothing, and its validator, which is deprecated, accepts
 * `<a/><b/>`, `<a/>x`, `<a b="<"/>`, `]]>` and undefined entities in text, comments without an end.
 */
export class MarkupScanner {
  readonly #text: string;
  readonly #limits: XmlLimits;
  readonly #offsets: number[] = [];
  /** The names of the open elements, the root first. */
  readonly #open: string[] = [];
  #at: number;
  /** The markup kept so far, and where the next part of it begins. */
  #kept = "";
  #keepFrom: number;

  constructor(text: string, start: number, limits: XmlLimits) {
    this.#text = text;
    this.#limits = limits;
    this.#at = start;
    this.#keepFrom = start;
  }

  /** @throws {XmlError} */
  scan(): ScannedMarkup {
    while (this.#at < this.#text.length) {
      if (this.#text[this.#at] === "<") this.#scanMarkup();
      else this.#scanText();
    }
    const open = this.#open.at(-1);
    if (open !== undefined) {
      throw this.#malformed(`found the end of the input, expected </${open}>`);
    }
    if (this.#offsets.length === 0) throw this.#malformed("found no element, expected one");
    return { markup: this.#kept + this.#text.slice(this.#keepFrom), offsets: this.#offsets };
  }

  #scanMarkup(): void {
    const begins = (markup: string) => this.#text.startsWith(markup, this.#at);
    if (begins("</")) this.#scanEndTag();
    else if (begins("<?")) this.#cutInstruction();
    else if (begins("<!--")) this.#cutComment();
    else if (begins("<![CDATA[")) this.#scanCdata();
    else if (begins("<!")) {
      throw this.#error(
        "forbidden-markup",
        'found "<!" of neither a comment nor CDATA; DOCTYPE and entity declarations are not taken',
      );
    } else this.#scanStartTag();
  }

  #scanText(): void {
    const start = this.#at;
    const markup = this.#text.indexOf("<", start);
    const end = markup === -1 ? this.#text.length : markup;
    const text = this.#text.slice(start, end);
    if (this.#open.length === 0) {
      const outside = text.search(/[^ \t\r\n]/);
      if (outside !== -1) {
        throw this.#malformed("found text outside the root element", start + outside);
      }
    }
    const cdataEnd = text.indexOf("]]>");
    if (cdataEnd !== -1) {
      throw this.#malformed('found "]]>" in text, expected "]]&gt;"', start + cdataEnd);
    }
    checkReferences(this.#text, start, end);
    this.#at = end;
  }

  #scanStartTag(): void {
    const start = this.#at;
    const [, name] = this.#take(START_TAG_NAME) ?? [];
    if (name === undefined) {
      throw this.#malformed('found a "<" that no name follows, expected a tag or "&lt;"');
    }
    if (this.#open.length === 0 && this.#offsets.length > 0) {
      throw this.#malformed("found a second root element, expected the end of the input", start);
    }
    this.#offsets.push(start);
    if (this.#offsets.length > this.#limits.maxElements) {
      const message = `found more than ${this.#limits.maxElements} elements`;
      throw this.#error("too-many-elements", message, start);
    }
    if (this.#open.length === this.#limits.maxDepth) {
      const message = `found elements nested more than ${this.#limits.maxDepth} deep`;
      throw this.#error("too-deep", message, start);
    }
    this.#scanAttributes();
    const [, slash] = this.#take(START_TAG_END) ?? [];
    if (slash === undefined) {
      throw this.#malformed('found a malformed start tag, expected name="value", ">" or "/>"');
    }
    if (this.#at - start > this.#limits.maxTagLength) {
      const message = `found a start tag longer than ${this.#limits.maxTagLength} characters`;
      throw this.#error("tag-too-long", message, start);
    }
    if (slash === "") this.#open.push(name);
  }

  #scanAttributes(): void {
    const names = new Set<string>();
    for (;;) {
      const start = this.#at;
      const [, name, quoted] = this.#take(ATTRIBUTE) ?? [];
      if (name === undefined || quoted === undefined) return;
      if (names.has(name)) throw this.#malformed(`found a second attribute ${name}`, start);
      names.add(name);
      checkReferences(this.#text, this.#at - quoted.length, this.#at);
    }
  }

  #scanEndTag(): void {
    const start = this.#at;
    const expected = this.#open.pop();
    const [, name] = this.#take(END_TAG) ?? [];
    if (expected === undefined) throw this.#malformed("found an end tag with no start tag", start);
    if (name !== expected) {
      const found = name === undefined ? "a malformed end tag" : `</${name}>`;
      throw this.#malformed(`found ${found}, expected </${expected}>`, start);
    }
  }

  #scanCdata(): void {
    if (this.#open.length === 0) throw this.#malformed("found CDATA outside the root element");
    const end = this.#text.indexOf("]]>", this.#at);
    if (end === -1) throw this.#malformed("found CDATA without an end");
    this.#at = end + 3;
  }

  #cutComment(): void {
    const end = this.#text.indexOf("--", this.#at + 4);
    if (end === -1) throw this.#malformed("found a comment without an end");
    if (this.#text[end + 2] !== ">") throw this.#malformed('found "--" inside a comment', end);
    this.#cutTo(end + 3);
  }

  #cutInstruction(): void {
    const start = this.#at;
    const [, target] = this.#take(INSTRUCTION_TARGET) ?? [];
    if (target === undefined) throw this.#malformed("found a malformed processing instruction");
    if (target.toLowerCase() === "xml") {
      throw this.#malformed("found an XML declaration after the start of the input", start);
    }
    const end = this.#text.indexOf("?>", this.#at);
    if (end === -1) throw this.#malformed("found a processing instruction without an end", start);
    this.#at = start;
    this.#cutTo(end + 2);
  }

  /** Leaves out what XML lets a reader ignore, so that the parser need not agree on where it ends. */
  #cutTo(end: number): void {
    this.#kept += this.#text.slice(this.#keepFrom, this.#at);
    this.#keepFrom = end;
    this.#at = end;
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
