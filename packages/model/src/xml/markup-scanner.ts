import { positionAt } from "./position.ts";
import { TextCursor } from "./text-cursor.ts";
import { XmlError, type XmlErrorCode } from "./xml-error.ts";
import type { XmlLimits } from "./xml-limits.ts";
import { resolveReferences } from "./xml-reference.ts";

/** Markup that is well-formed and within the limits. */
export interface ScannedMarkup {
  /** Elements, text and CDATA alone: comments and processing instructions are cut out. */
  readonly markup: string;
  /** Where each start tag begins in the scanned text, in document order. */
  readonly offsets: readonly number[];
}

/**
 * Holds a text to the whole grammar of XML 1.0, from behind its declaration on, in one pass.
 *
 * fast-xml-parser itself checks next to nothing, and its validator, which is deprecated, accepts
 * `<a/><b/>`, `<a/>x`, `<a b="<"/>`, `]]>` and undefined entities in text, comments without an end.
 */
export class MarkupScanner {
  readonly #cursor: TextCursor;
  readonly #limits: XmlLimits;
  readonly #offsets: number[] = [];
  /** The names of the open elements, the root first. */
  readonly #open: string[] = [];
  /** Elements and attributes so far. */
  #counted = 0;
  /** The markup kept so far, and where the next part of it begins. */
  #kept = "";
  #keepFrom: number;

  constructor(text: string, start: number, limits: XmlLimits) {
    this.#cursor = new TextCursor(text, start);
    this.#limits = limits;
    this.#keepFrom = start;
  }

  /** @throws {XmlError} */
  scan(): ScannedMarkup {
    while (!this.#cursor.isAtEnd) {
      if (this.#cursor.sees("<")) this.#scanMarkup();
      else this.#scanText();
    }
    const open = this.#open.at(-1);
    if (open !== undefined) {
      throw this.#malformed(`found the end of the input, expected </${open}>`);
    }
    if (this.#offsets.length === 0) throw this.#malformed("found no element, expected one");
    const markup = this.#kept + this.#cursor.text.slice(this.#keepFrom);
    return { markup, offsets: this.#offsets };
  }

  #scanMarkup(): void {
    const cursor = this.#cursor;
    if (cursor.sees("</")) this.#scanEndTag();
    else if (cursor.sees("<?")) this.#cutInstruction();
    else if (cursor.sees("<!--")) this.#cutComment();
    else if (cursor.sees("<![CDATA[")) this.#scanCdata();
    else if (cursor.sees("<!")) {
      throw this.#error(
        "forbidden-markup",
        'found "<!" of neither a comment nor CDATA; DOCTYPE and entity declarations are not taken',
      );
    } else this.#scanStartTag();
  }

  #scanText(): void {
    const { text: whole, at: start } = this.#cursor;
    const markup = whole.indexOf("<", start);
    const end = markup === -1 ? whole.length : markup;
    const text = whole.slice(start, end);
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
    // For what it throws: the parser gets the references as they are.
    resolveReferences(whole, start, end);
    this.#cursor.at = end;
  }

  #scanStartTag(): void {
    const cursor = this.#cursor;
    const start = cursor.at;
    cursor.take("<");
    const name = cursor.takeName();
    if (name === undefined) {
      throw this.#malformed('found a "<" that no name follows, expected a tag or "&lt;"', start);
    }
    if (this.#open.length === 0 && this.#offsets.length > 0) {
      throw this.#malformed("found a second root element, expected the end of the input", start);
    }
    this.#offsets.push(start);
    this.#count(start);
    if (this.#open.length === this.#limits.maxDepth) {
      const message = `found elements nested more than ${this.#limits.maxDepth} deep`;
      throw this.#error("too-deep", message, start);
    }
    this.#scanAttributes();
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
    if (!isEmpty) this.#open.push(name);
  }

  #scanAttributes(): void {
    const cursor = this.#cursor;
    const names = new Set<string>();
    for (;;) {
      const start = cursor.at;
      const attribute = cursor.takeAttribute();
      if (!attribute) return;
      const { name, from, to } = attribute;
      this.#count(start);
      if (names.has(name)) throw this.#malformed(`found a second attribute ${name}`, start);
      names.add(name);
      resolveReferences(cursor.text, from, to);
    }
  }

  #count(offset: number): void {
    this.#counted += 1;
    if (this.#counted > this.#limits.maxElements) {
      const message = `found more than ${this.#limits.maxElements} elements and attributes`;
      throw this.#error("too-many-elements", message, offset);
    }
  }

  #scanEndTag(): void {
    const cursor = this.#cursor;
    const start = cursor.at;
    const expected = this.#open.pop();
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

  #scanCdata(): void {
    if (this.#open.length === 0) throw this.#malformed("found CDATA outside the root element");
    const { text, at } = this.#cursor;
    const end = text.indexOf("]]>", at);
    if (end === -1) throw this.#malformed("found CDATA without an end");
    this.#cursor.at = end + 3;
  }

  #cutComment(): void {
    const { text, at } = this.#cursor;
    const end = text.indexOf("--", at + 4);
    if (end === -1) throw this.#malformed("found a comment without an end");
    if (text[end + 2] !== ">") throw this.#malformed('found "--" inside a comment', end);
    this.#cut(at, end + 3);
  }

  #cutInstruction(): void {
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
    this.#cut(start, end + 2);
  }

  /** Leaves out what XML lets a reader ignore, so that the parser need not agree on where it ends. */
  #cut(start: number, end: number): void {
    this.#kept += this.#cursor.text.slice(this.#keepFrom, start);
    this.#keepFrom = end;
    this.#cursor.at = end;
  }

  #malformed(message: string, offset: number = this.#cursor.at): XmlError {
    return this.#error("not-well-formed", message, offset);
  }

  #error(code: XmlErrorCode, message: string, offset: number = this.#cursor.at): XmlError {
    return new XmlError(code, message, positionAt(this.#cursor.text, offset));
  }
}
