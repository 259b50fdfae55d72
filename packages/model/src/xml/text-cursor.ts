import { NAME } from "./xml-name.ts";

const ANY_NAME = new RegExp(NAME, "uy");

/** What an ASCII character can be: 1 within a name, 3 at its start, too. */
const IN_NAME: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Z_a-z:]/.test(character)) return 3;
  return /[-.0-9]/.test(character) ? 1 : 0;
});

/** An attribute, and where its value stands. */
export interface TakenAttribute {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** A place in a text, from which what comes next is taken. */
export class TextCursor {
  readonly text: string;
  at: number;

  constructor(text: string, start: number) {
    this.text = text;
    this.at = start;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Whether this comes next. */
  sees(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  /** Moves behind this, if it comes next. */
  take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }

  /** Moves behind white space. @returns whether there was any */
  takeSpace(): boolean {
    const start = this.at;
    while (isSpace(this.text.charCodeAt(this.at))) this.at += 1;
    return this.at > start;
  }

  /** Moves behind an XML name, prefix included. */
  takeName(): string | undefined {
    const start = this.at;
    let end = start;
    let code = this.text.charCodeAt(end);
    // Nearly all names are in ASCII; for the others, a pattern of all scripts is compiled.
    if (code < 128 && IN_NAME[code] !== 3) return undefined;
    while (code < 128 && IN_NAME[code] !== 0) {
      end += 1;
      code = this.text.charCodeAt(end);
    }
    if (code >= 128) {
      ANY_NAME.lastIndex = start;
      end = start + (ANY_NAME.exec(this.text)?.[0].length ?? 0);
    }
    if (end === start) return undefined;
    this.at = end;
    return this.text.slice(start, end);
  }

  /** Moves behind an attribute and the white space before it; stays where there is none. */
  takeAttribute(): TakenAttribute | undefined {
    const start = this.at;
    const name = this.takeSpace() ? this.takeName() : undefined;
    const value = name !== undefined && this.#takeEquals() ? this.#takeQuoted() : undefined;
    if (name !== undefined && value) return { name, ...value };
    this.at = start;
    return undefined;
  }

  #takeEquals(): boolean {
    this.takeSpace();
    if (!this.take("=")) return false;
    this.takeSpace();
    return true;
  }

  /** Moves behind a text in quotes that holds no `<`, and gives where it stands. */
  #takeQuoted(): Omit<TakenAttribute, "name"> | undefined {
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") return undefined;
    const from = this.at + 1;
    const to = this.text.indexOf(quote, from);
    if (to === -1 || this.text.slice(from, to).includes("<")) return undefined;
    this.at = to + 1;
    return { from, to };
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
}
