import { positionAt } from "./position.ts";
import { quoteName } from "./quote-name.ts";
import { XmlError, type XmlErrorCode } from "./xml-error.ts";
import type { XmlLimits } from "./xml-limits.ts";
import { xmlName } from "./xml-name.ts";
import { resolveReferences } from "./xml-reference.ts";

/** Markup that is well-formed and within the limits. */
export interface ScannedMarkup {
  /** The input without comments and processing instructions. */
  readonly markup: string;
  /** The offset of each start tag in the input, in document order. */
  readonly offsets: readonly number[];
}

const space = "[ \\t\\r\\n]";
const startOfTag = new RegExp(`<(${xmlName})`, "uy");
const attribute = new RegExp(`${space}+(${xmlName})${space}*=${space}*(?:"[^<"]*"|'[^<']*')`, "uy");
const endOfTag = /[ \t\r\n]*(\/?)>/y;
const endTag = new RegExp(`</(${xmlName})${space}*>`, "uy");
const instruction = new RegExp(`<\\?(${xmlName})(?:${space}|(?=\\?>))`, "uy");

/** Checks everything after the XML declaration against the grammar of XML 1.0, in one pass. */
export class MarkupScanner {
  readonly #text: string;
  readonly #limits: XmlLimits;
  #at: number;
  readonly #offsets: number[] = [];
  /** The names of the open elements, the root first. */
  readonly #open: string[] = [];
  /** Elements and attributes so far. */
  #count = 0;
  /** The markup kept so far, and the offset where the next part of it begins. */
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
    while (this.#at < this.#text.length) this.#scanNext();
    const open = this.#open.at(-1);
    if (open !== undefined)
      this.#fail(`found the end of the input, expected </${quoteName(open)}>`);
    if (this.#offsets.length === 0) this.#fail("found no element, expected one");
    return { markup: this.#kept + this.#text.slice(this.#keepFrom), offsets: this.#offsets };
  }

  #scanNext(): void {
    const isNext = (markup: string) => this.#text.startsWith(markup, this.#at);
    if (!isNext("<")) this.#scanText();
    else if (isNext("</")) this.#scanEndTag();
    else if (isNext("<?")) this.#cutInstruction();
    else if (isNext("<!--")) this.#cutComment();
    else if (isNext("<![CDATA[")) this.#scanCdata();
    else if (isNext("<!")) {
      this.#fail(
        'found "<!" that begins neither a comment nor CDATA; DOCTYPE and entity declarations are not supported',
        this.#at,
        "forbidden-markup",
      );
    } else this.#scanStartTag();
  }

  #scanText(): void {
    const start = this.#at;
    const end = this.#find("<") ?? this.#text.length;
    const text = this.#text.slice(start, end);
    const outside = this.#open.length === 0 ? text.search(/[^ \t\r\n]/) : -1;
    if (outside !== -1) this.#fail("found text outside the root element", start + outside);
    const cdataEnd = text.indexOf("]]>");
    if (cdataEnd !== -1) this.#fail('found "]]>" in text, expected "]]&gt;"', start + cdataEnd);
    resolveReferences(this.#text, start, end);
    this.#at = end;
  }

  #scanStartTag(): void {
    const { maxDepth, maxTagLength } = this.#limits;
    const start = this.#at;
    const name = this.#take(startOfTag)?.[1];
    if (name === undefined) this.#fail('found "<" without a name, expected a tag or "&lt;"');
    if (this.#open.length === 0 && this.#offsets.length > 0) {
      this.#fail("found a second root element, expected the end of the input", start);
    }
    this.#offsets.push(start);
    this.#countOne(start);
    if (this.#open.length === maxDepth) {
      this.#fail(`found elements nested more than ${maxDepth} deep`, start, "too-deep");
    }
    this.#scanAttributes();
    const end = this.#take(endOfTag);
    if (!end) this.#fail('found a malformed start tag, expected name="value", ">" or "/>"');
    if (this.#at - start > maxTagLength) {
      const what = `found a start tag longer than ${maxTagLength} characters`;
      this.#fail(what, start, "tag-too-long");
    }
    if (end[1] === "") this.#open.push(name);
  }

  #scanAttributes(): void {
    const names = new Set<string>();
    for (;;) {
      const start = this.#at;
      const [whole, name] = this.#take(attribute) ?? [];
      if (whole === undefined || name === undefined) return;
      this.#countOne(start);
      if (names.has(name)) this.#fail(`found a second attribute ${quoteName(name)}`, start);
      names.add(name);
      // Neither the name nor the quotes can hold a reference.
      resolveReferences(this.#text, start, this.#at);
    }
  }

  #scanEndTag(): void {
    const open = this.#open.pop();
    if (open === undefined) this.#fail("found an end tag with no start tag");
    const start = this.#at;
    const name = this.#take(endTag)?.[1];
    if (name !== open) {
      const what = name === undefined ? "a malformed end tag" : `</${quoteName(name)}>`;
      this.#fail(`found ${what}, expected </${quoteName(open ?? "")}>`, start);
    }
  }

  #scanCdata(): void {
    if (this.#open.length === 0) this.#fail("found CDATA outside the root element");
    const end = this.#find("]]>") ?? this.#fail("found CDATA without an end");
    this.#at = end + 3;
  }

  #cutComment(): void {
    const end = this.#find("--", 4) ?? this.#fail("found a comment without an end");
    if (this.#text[end + 2] !== ">") this.#fail('found "--" inside a comment', end);
    this.#cut(this.#at, end + 3);
  }

  #cutInstruction(): void {
    const start = this.#at;
    const target = this.#take(instruction)?.[1];
    if (target === undefined) this.#fail("found a malformed processing instruction");
    if (target.toLowerCase() === "xml") {
      this.#fail("found an XML declaration after the start of the input", start);
    }
    const end =
      this.#find("?>") ?? this.#fail("found a processing instruction without an end", start);
    this.#cut(start, end + 2);
  }

  /** Leaves out a part, so that fast-xml-parser need not agree on where it ends. */
  #cut(start: number, end: number): void {
    this.#kept += this.#text.slice(this.#keepFrom, start);
    this.#keepFrom = end;
    this.#at = end;
  }

  #countOne(offset: number): void {
    this.#count += 1;
    const { maxElements } = this.#limits;
    if (this.#count > maxElements) {
      const what = `found more than ${maxElements} elements and attributes`;
      this.#fail(what, offset, "too-many-elements");
    }
  }

  /** Matches a sticky pattern at the current offset and moves behind the match. */
  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  #find(part: string, skip = 0): number | undefined {
    const offset = this.#text.indexOf(part, this.#at + skip);
    return offset === -1 ? undefined : offset;
  }

  #fail(message: string, offset = this.#at, code: XmlErrorCode = "not-well-formed"): never {
    throw new XmlError(code, message, positionAt(this.#text, offset));
  }
}
