import { readCheckedFile } from "@asyncstatus/contract/options";
import type { Document, LineCounter, YAMLMap } from "yaml";
import { UsageError } from "../errors.ts";
import { parseSetting } from "./parse-setting.ts";
import {
  definitionOf,
  type SettingName,
  type SettingValues,
  settingNames,
} from "./setting-definitions.ts";
import { mayContain, type TrustLevel } from "./trust-rules.ts";

/** A place in a file: `FILE:LINE`. */
export type Place = string;

/** Settings and their places. */
export interface PlacedSettings {
  readonly values: SettingValues;
  readonly places: Readonly<Partial<Record<SettingName, Place>>>;
}

type Yaml = typeof import("yaml");

const maxDepth = 32;
const maxEntries = 10_000;

/** A map in a settings file. */
export class Section {
  readonly #yaml: Yaml;
  readonly #file: string;
  readonly #document: Document;
  readonly #lines: LineCounter;
  readonly #map: YAMLMap;

  constructor(yaml: Yaml, file: string, document: Document, lines: LineCounter, map: YAMLMap) {
    this.#yaml = yaml;
    this.#file = file;
    this.#document = document;
    this.#lines = lines;
    this.#map = map;
  }

  get file(): string {
    return this.#file;
  }

  get place(): Place {
    return this.#placeOf(this.#map);
  }

  /** Keys and values with their places. */
  get entries(): readonly {
    readonly key: string;
    readonly place: Place;
    readonly value: unknown;
  }[] {
    return this.#map.items.map(({ key, value }) => ({
      key: this.#yaml.isScalar(key) ? String(key.value) : String(key),
      place: this.#placeOf(key),
      value: toPlain(this.#document, value),
    }));
  }

  /** Returns the map under a key. @throws {UsageError} If the value isn't a map. */
  section(key: string): Section | undefined {
    const node = this.#nodeAt(key);
    return node === undefined ? undefined : this.#toSection(node);
  }

  /** Returns the maps and texts of the list under a key. */
  list(key: string): readonly (Section | string)[] {
    const node = this.#nodeAt(key);
    if (!this.#yaml.isSeq(node)) {
      throw new UsageError(`${this.#placeOf(node ?? this.#map)}: expected a list: ${key}`);
    }
    return node.items.map((item) =>
      this.#yaml.isScalar(item) ? String(item.value) : this.#toSection(item),
    );
  }

  #toSection(node: unknown): Section {
    if (!this.#yaml.isMap(node)) {
      throw new UsageError(`${this.#placeOf(node)}: expected settings by name`);
    }
    return new Section(this.#yaml, this.#file, this.#document, this.#lines, node);
  }

  #nodeAt(key: string): unknown {
    return this.#map.items.find(
      (item) => this.#yaml.isScalar(item.key) && String(item.key.value) === key,
    )?.value;
  }

  #placeOf(node: unknown): Place {
    const range =
      typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
    const line = Array.isArray(range) ? this.#lines.linePos(Number(range[0])).line : 1;
    return `${this.#file}:${line}`;
  }
}

/**
 * Reads a settings file, JSON or YAML.
 *
 * @returns undefined if the file doesn't exist.
 * @throws {UsageError} If the file can't be read, with the line.
 */
export async function readSettingsFile(file: string): Promise<Section | undefined> {
  const read = readCheckedFile(file, "settings");
  if (!read) return undefined;
  // Most commands run without a settings file.
  const yaml = await import("yaml");
  const lines = new yaml.LineCounter();
  const fail = (offset: number | undefined, problem: string): never => {
    throw new UsageError(`${file}:${lines.linePos(offset ?? 0).line}: ${problem}`);
  };
  boundYaml(yaml, read.text, lines, fail);
  const document = yaml.parseDocument(read.text, {
    // The parser compares each key with all others.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
  });
  // The parser's message may quote the file.
  const [error] = [...document.errors, ...document.warnings];
  if (error) fail(error.pos[0], `invalid YAML or JSON (${error.code})`);
  yaml.visit(document, {
    Alias: (_key, { range }) => fail(range?.[0], "aliases aren't allowed"),
    Map(_key, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!yaml.isScalar(key)) fail(yaml.isNode(key) ? key.range?.[0] : 0, "invalid key");
        else if (seen.has(key.value)) fail(key.range?.[0], "the same key twice");
        else seen.add(key.value);
      }
    },
  });
  const contents = document.contents ?? document.createNode({});
  if (!yaml.isMap(contents)) throw new UsageError(`${file}:1: expected settings by name`);
  return new Section(yaml, file, document, lines, contents);
}

/** Refuses texts that take long to parse: the parser continues after thousands of errors. */
function boundYaml(
  yaml: Yaml,
  text: string,
  lines: LineCounter,
  fail: (offset: number, problem: string) => never,
): void {
  const parser = new yaml.Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new yaml.Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === "error") fail(token.offset, "invalid YAML or JSON");
    }
    const top = parser.stack.at(-1);
    if (parser.stack.length > maxDepth) fail(parser.offset, "nested too deeply");
    const entries = top && "items" in top ? top.items : [];
    // A token has at its end what the parser didn't expect.
    const rest = (top && "end" in top && top.end) || [];
    if (Math.max(entries.length, rest.length) > maxEntries) {
      fail(parser.offset, `more than ${maxEntries} entries`);
    }
  }
}

/**
 * Reads the settings of a section.
 *
 * @param otherKeys Keys that are allowed and aren't settings.
 * @param hint How to trust the file.
 * @throws {UsageError} With file and line.
 */
export function readSettings(
  { entries }: Section,
  otherKeys: readonly string[],
  trust: TrustLevel,
  hint: string,
): PlacedSettings {
  const values: Record<string, unknown> = {};
  const places: Partial<Record<SettingName, Place>> = {};
  for (const { key, place, value } of entries) {
    const name = settingNames.find((known) => known === key);
    const guarded = name ? definitionOf(name).guarded : key === "profile" ? key : undefined;
    if (guarded && !mayContain(trust, guarded)) {
      throw new UsageError(`${place}: ${key} isn't allowed in a file that isn't your own`, hint);
    }
    if (otherKeys.includes(key)) continue;
    if (!name) throw unknownSetting(key, place, otherKeys);
    values[name] = parseSetting(name, value, `${place}: ${name}`);
    places[name] = place;
  }
  return { values, places };
}

function unknownSetting(key: string, place: Place, otherKeys: readonly string[]): UsageError {
  if (key === "password") {
    return new UsageError(
      `${place}: a settings file can't contain a password`,
      "Use passwordCommand or passwordFile.",
    );
  }
  const known = [...settingNames, ...otherKeys].join(", ");
  // The file may be a link to another one, whose content must not be shown.
  const name = /^[a-z][\w-]{0,39}$/i.test(key) ? ` "${key}"` : "";
  return new UsageError(`${place}: unknown setting${name}`, `Valid settings: ${known}.`);
}

function toPlain(document: Document, node: unknown): unknown {
  const isNode = typeof node === "object" && node !== null && "toJS" in node;
  return isNode && typeof node.toJS === "function" ? node.toJS(document) : node;
}
