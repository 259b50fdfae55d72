import { isShownKey } from "@asyncstatus/model/text";
import type { Document, YAMLMap } from "yaml";
import { UsageError } from "../errors.ts";
import { parseSetting } from "./parse-setting.ts";
import { type Place, readYamlFile, type YamlFile } from "./read-yaml-file.ts";
import {
  definitionOf,
  type SettingName,
  type SettingValues,
  settingNames,
} from "./setting-definitions.ts";
import { mayContain, type TrustLevel } from "./trust-rules.ts";

/** Settings and their places. */
export interface PlacedSettings {
  readonly values: SettingValues;
  readonly places: Readonly<Partial<Record<SettingName, Place>>>;
}

/** Keys of a file with their values and places. */
export type PlacedEntries = Pick<Section, "file" | "place" | "entries">;

/** A map in a settings file. */
export class Section {
  readonly #source: YamlFile;
  readonly #map: YAMLMap;

  constructor(source: YamlFile, map: YAMLMap) {
    this.#source = source;
    this.#map = map;
  }

  get file(): string {
    return this.#source.file;
  }

  get place(): Place {
    return this.#source.placeOf(this.#map);
  }

  /** Keys and values with their places. */
  get entries(): readonly {
    readonly key: string;
    readonly place: Place;
    readonly value: unknown;
  }[] {
    return this.#map.items.map(({ key, value }) => ({
      key: this.#source.yaml.isScalar(key) ? String(key.value) : String(key),
      place: this.#source.placeOf(key),
      value: toPlain(this.#source.document, value),
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
    if (!this.#source.yaml.isSeq(node)) {
      throw new UsageError(`${this.#source.placeOf(node ?? this.#map)}: expected a list: ${key}`);
    }
    return node.items.map((item) =>
      this.#source.yaml.isScalar(item) ? String(item.value) : this.#toSection(item),
    );
  }

  #toSection(node: unknown): Section {
    if (!this.#source.yaml.isMap(node)) {
      throw new UsageError(
        `${this.#source.placeOf(node)}: expected a map of settings, such as: user: admin`,
      );
    }
    return new Section(this.#source, node);
  }

  #nodeAt(key: string): unknown {
    return this.#map.items.find(
      (item) => this.#source.yaml.isScalar(item.key) && String(item.key.value) === key,
    )?.value;
  }
}

/**
 * Reads a settings file, JSON or YAML.
 *
 * @param example A file's content, for the error message.
 * @returns undefined if the file doesn't exist.
 * @throws {UsageError} If the file can't be read, with the line.
 */
export async function readSettingsFile(
  file: string,
  example = "user: admin",
): Promise<Section | undefined> {
  const read = await readYamlFile(file, "settings");
  if (!read) return undefined;
  const { yaml, document } = read;
  const contents = document.contents ?? document.createNode({});
  if (!yaml.isMap(contents))
    throw new UsageError(`${file}:1: expected a map of settings, such as: ${example}`);
  return new Section(read, contents);
}

/**
 * Reads the settings of a section.
 *
 * @param otherKeys Keys that are allowed and aren't settings.
 * @param hint How to trust the file.
 * @throws {UsageError} With file and line.
 */
export function readSettings(
  { entries }: PlacedEntries,
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
      throw new UsageError(
        `${place}: ${key} is allowed only in your own settings file and in folders that you trust`,
        hint,
      );
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
  const name = isShownKey(key) ? ` "${key}"` : "";
  return new UsageError(`${place}: unknown setting${name}`, `Valid settings: ${known}.`);
}

function toPlain(document: Document, node: unknown): unknown {
  const isNode = typeof node === "object" && node !== null && "toJS" in node;
  return isNode && typeof node.toJS === "function" ? node.toJS(document) : node;
}
