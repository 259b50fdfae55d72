interface Needle {
  readonly text: string;
  /** The characters around an encoded secret that belong to the same encoding. */
  readonly around?: RegExp;
}

/** The places of the characters of a view in the original. */
interface Places {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** A text as a decoder reads it. */
interface View {
  readonly text: string;
  /** Most texts have no secret, so their places are not needed. */
  readonly places: () => Places;
}

/** A part of a text that is replaced by one of another length. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** Returns the places of a part in a text, without those that overlap the one before. */
function placesOf(text: string, part: string): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = [];
  for (let start = text.indexOf(part); start >= 0; start = text.indexOf(part, start)) {
    const end = start + part.length;
    places.push({ start, end });
    start = end;
  }
  return places;
}

function needlesOf(secret: string): Needle[] {
  if (secret === "") return [];
  const bytes = new TextEncoder().encode(secret);
  const visible = secret.replace(invisible, "");
  const plain = [secret, latin1Of(bytes), ...(visible === "" ? [] : [visible])].map((text) => ({
    text: fold(text),
  }));
  if (bytes.length < minEncodedBytes) return plain;
  const base64 = base64Of(bytes).map((text) => ({ text: fold(text), around: /[\w+/=-]/ }));
  return [...plain, { text: hexadecimalOf(bytes), around: /[0-9a-f]/i }, ...base64];
}

/** The texts of an error of this project besides its message. */
interface ErrorTexts {
  readonly actual?: unknown;
  readonly messages?: unknown;
  readonly cause?: unknown;
}

/** Encodings may be nested: a form in a URL in XML. */
const maxNesting = 4;

/** Below this, a secret in Base64 or hexadecimal would be found in any text by chance. */
const minEncodedBytes = 5;

/**
 * Secrets is a set of texts that no output may contain: passwords and tokens.
 *
 * It finds them plain and in any case, in percent encoding and form encoding, as character references and
 * JSON escapes, in Base64 (RFC 4648, both alphabets, also inside a longer text) and in hexadecimal, with
 * comments, CDATA sections, tags, control and format characters in between, and in nestings of these.
 */
export class Secrets {
  readonly #needles = new Map<string, readonly Needle[]>();
  readonly #known: readonly string[];

  /**
   * @param known Texts that are shown although a secret may be a part of them, such as the path of a request
   *   if the password is `admin`.
   */
  constructor(known: readonly string[] = []) {
    this.#known = known;
  }

  /**
   * Sets the secrets of a name. Those that it had before are no longer secret.
   *
   * @param name The text that replaces them, such as `(password)`.
   */
  set(name: string, ...secrets: readonly string[]): void {
    this.#needles.set(name, secrets.flatMap(needlesOf));
  }

  /** Replaces every secret by its name. Also hides the user information of URLs, see {@link hideUserInfo}. */
  hide(text: string): string {
    if (this.#needles.size === 0) return hideUserInfo(text);
    const found = [...viewsOf(text)].flatMap((view) => this.#find(view));
    return hideUserInfo(found.length === 0 ? text : replace(text, this.#withoutKnown(text, found)));
  }

  /** Hides the secrets in every text of a value without cycles. Returns the value itself if it has none. */
  hideIn<Value>(value: Value): Value;
  hideIn(value: unknown): unknown {
    if (typeof value === "string") return this.hide(value);
    if (typeof value !== "object" || value === null) return value;
    const before = Object.entries(value);
    const after = before.map(([key, inner]) => [key, this.hideIn(inner)] as const);
    if (after.every(([, inner], index) => inner === before[index]?.[1])) return value;
    return Array.isArray(value) ? after.map(([, inner]) => inner) : Object.fromEntries(after);
  }

  /** Hides the secrets in the message, the stack and the texts of an error, and in those of its causes. */
  hideInError(error: unknown): void {
    if (!(error instanceof Error)) return;
    const message = this.hide(error.message);
    if (message !== error.message) {
      const stack = error.stack?.replace(error.message, () => message);
      Object.assign(error, { message, ...(stack !== undefined && { stack }) });
    }
    const { actual, messages, cause }: ErrorTexts = error;
    if (actual !== undefined) Object.assign(error, { actual: this.hideIn(actual) });
    if (messages !== undefined) Object.assign(error, { messages: this.hideIn(messages) });
    if (cause !== error) this.hideInError(cause);
  }

  #withoutKnown(text: string, found: readonly Place[]): Place[] {
    const known = this.#known.flatMap((one) => placesOf(text, one));
    return found.filter(
      ({ start, end }) => !known.some((place) => place.start <= start && end <= place.end),
    );
  }

  #find(view: View): Place[] {
    const folded = fold(view.text);
    const places: Place[] = [];
    for (const [name, needles] of this.#needles) {
      for (const { text, around } of needles) {
        let last = 0;
        for (let { start, end } of placesOf(folded, text)) {
          if (start < last) continue;
          while (around?.test(view.text.charAt(start - 1))) start -= 1;
          while (around?.test(view.text.charAt(end))) end += 1;
          const { starts, ends } = view.places();
          places.push({ start: starts[start] ?? 0, end: ends[end - 1] ?? 0, name });
          last = end;
        }
      }
    }
    return places;
  }
}

/** Replaces the user information of URLs, which may be a password, also without a scheme: `https://(hidden)@host`. */
export function hideUserInfo(text: string): string {
  if (!text.includes("@")) return text;
  return text.replace(/[^\s<>]+/g, (word) => {
    const end = word.lastIndexOf("@");
    const scheme = word.lastIndexOf("://", end);
    if (scheme >= 0) return `${word.slice(0, scheme + 3)}(hidden)${word.slice(end)}`;
    return word.lastIndexOf(":", end) < 0 ? word : `(hidden)${word.slice(end)}`;
  });
}

/** Replaces the places, and joins those that overlap. */
function replace(text: string, places: Place[]): string {
  // The longest first: its name says most.
  places.sort((a, b) => a.start - b.start || b.end - a.end);
  let hidden = "";
  let end = 0;
  for (const place of places) {
    if (place.start >= end) hidden += text.slice(end, place.start) + place.name;
    end = Math.max(end, place.end);
  }
  return hidden + text.slice(end);
}

/** Returns a text as it is, and as decoders read it, with and without CDATA sections, comments and tags. */
function* viewsOf(original: string): Generator<View> {
  const plain: View = {
    text: original,
    places: once(() => ({
      starts: Array.from({ length: original.length }, (_, index) => index),
      ends: Array.from({ length: original.length }, (_, index) => index + 1),
    })),
  };
  const joined = rewrite(plain, sections, () => "");
  const bare = rewrite(joined, tags, () => "");
  for (const first of new Set([plain, joined, bare])) {
    let view = first;
    yield view;
    for (let nesting = 0; nesting < maxNesting; nesting += 1) {
      const visible = rewrite(view, invisible, () => "");
      if (visible !== view) yield visible;
      const next = rewrite(visible, encoded, decodeOne);
      if (next === view) break;
      view = next;
      yield view;
    }
  }
}

// An unclosed one ends with the text, or each of many would be searched to the end.
const sections = /<!--(?:(?!-->).)*(?:-->|$)|<!\[CDATA\[|\]\]>|<\?(?:(?!\?>).)*(?:\?>|$)/gs;

const tags = /<[\w/!:][^<>]*>/g;

/** Control, format and ignorable characters. */
const invisible = /[\p{Cc}\p{Cf}\p{DI}]/gu;

const encoded =
  /(?:%[0-9a-f]{2})+|&#x0*[0-9a-f]{1,8};?|&#0*\d{1,8};?|&(?:amp|lt|gt|quot|apos);|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\["\\/]/gi;

const named: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
};

function decodeOne(found: string): string {
  if (found.startsWith("%")) {
    return new TextDecoder().decode(Uint8Array.from(found.slice(1).split("%"), hexadecimal));
  }
  if (/^&#/.test(found)) {
    const digits = found.replace(/^&#|;$/g, "");
    const point = /^x/i.test(digits) ? hexadecimal(digits.slice(1)) : Number(digits);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "";
  }
  if (found.startsWith("&")) return named[found.toLowerCase()] ?? "";
  if (/^\\[ux]/i.test(found)) return String.fromCharCode(hexadecimal(found.slice(2)));
  return found.slice(1);
}

const hexadecimal = (digits: string): number => Number.parseInt(digits, 16);

/** Rewrites what a pattern matches, and keeps the places. Returns the same view if nothing matches. */
function rewrite(view: View, pattern: RegExp, change: (found: string) => string): View {
  const edits: Edit[] = [];
  let text = "";
  let last = 0;
  for (const { 0: found, index } of view.text.matchAll(pattern)) {
    const changed = change(found);
    text += view.text.slice(last, index) + changed;
    last = index + found.length;
    edits.push({ start: index, end: last, length: changed.length });
  }
  if (edits.length === 0) return view;
  return {
    text: text + view.text.slice(last),
    places: once(() => placesAfter(edits, view)),
  };
}

/** Returns the places of the characters after edits of a view. */
function placesAfter(edits: readonly Edit[], { text, places }: View): Places {
  const before = places();
  const starts: number[] = [];
  const ends: number[] = [];
  let last = 0;
  const copy = (to: number) => {
    for (let index = last; index < to; index += 1) {
      starts.push(before.starts[index] ?? 0);
      ends.push(before.ends[index] ?? 0);
    }
  };
  for (const { start, end, length } of edits) {
    copy(start);
    last = end;
    for (let unit = 0; unit < length; unit += 1) {
      starts.push(before.starts[start] ?? 0);
      ends.push(before.ends[end - 1] ?? 0);
    }
  }
  copy(text.length);
  return { starts, ends };
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Makes texts equal that differ in case, in the alphabet of Base64, or in how a form encodes a space. */
function fold(text: string): string {
  return text
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[- ]/g, "+")
    .replaceAll("_", "/");
}

/** Returns bytes as a header has them: one character a byte. */
function latin1Of(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

function hexadecimalOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Returns the digits that the bytes have in Base64 inside a longer text, for each of three offsets. */
function base64Of(bytes: Uint8Array): string[] {
  return [0, 1, 2].map((offset) => {
    // The digits at the ends also depend on what is around.
    return btoa(latin1Of([...new Uint8Array(offset), ...bytes])).slice(
      Math.ceil((offset * 8) / 6),
      Math.floor(((offset + bytes.length) * 8) / 6),
    );
  });
}
