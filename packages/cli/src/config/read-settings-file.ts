import { readFileSync } from "node:fs";
import type { Document, LineCounter, YAMLMap } from "yaml";
import { UsageError } from "../usage-error.ts";
import { parseSettingAt } from "./parse-setting.ts";
import {
  definitionOf,
  type SettingName,
  type SettingValues,
  settingNames,
} from "./setting-definitions.ts";

/** Where something was written: `FILE:LINE`. */
export type Place = string;

/** Settings of a file or of a part of it, each with its place. */
export interface PlacedSettings {
  readonly values: SettingValues;
  readonly places: Readonly<Partial<Record<SettingName, Place>>>;
}

/** A part of a settings file: keys and what is written there, each with its place. */
export interface Section {
  readonly place: Place;
  readonly entries: readonly {
    readonly key: string;
    readonly place: Place;
    readonly value: unknown;
  }[];
  /** The part under a key. @throws {UsageError} where there is something else. */
  section(key: string): Section | undefined;
  /** The parts or texts of a list under a key. */
  list(key: string): readonly (Section | string)[];
}

/**
 * Reads a file of settings, JSON or YAML.
 *
 * @returns undefined where there is no such file.
 * @throws {UsageError} where it cannot be read, with the line.
 */
export async function readSettingsFile(file: string): Promise<Section | undefined> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new UsageError(
      `${file}: cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
  // Loaded only where there is a file: most starts do without it. It reads JSON too, with lines.
  const { isMap, isScalar, isSeq, LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [error] = document.errors;
  if (error) {
    throw new UsageError(
      `${file}:${error.linePos?.[0].line ?? 1}: ${error.message.split("\n")[0]}`,
    );
  }
  const contents = document.contents ?? document.createNode({});
  if (!isMap(contents)) throw new UsageError(`${file}:1: expected settings by name`);
  return toSection(contents);

  function placeOf(node: unknown): Place {
    return `${file}:${lineOf(node, lines)}`;
  }

  function toSection(map: YAMLMap): Section {
    const nodeAt = (key: string) =>
      map.items.find((item) => isScalar(item.key) && String(item.key.value) === key)?.value;
    const sectionOf = (node: unknown): Section => {
      if (isMap(node)) return toSection(node);
      throw new UsageError(`${placeOf(node)}: expected settings by name`);
    };
    return {
      place: placeOf(map),
      entries: map.items.map(({ key, value }) => ({
        key: isScalar(key) ? String(key.value) : String(key),
        place: placeOf(key),
        value: toPlain(document, value),
      })),
      section(key) {
        const value = nodeAt(key);
        return value === undefined ? undefined : sectionOf(value);
      },
      list(key) {
        const value = nodeAt(key);
        if (!isSeq(value))
          throw new UsageError(`${placeOf(value ?? map)}: expected a list: ${key}`);
        return value.items.map((item) => (isScalar(item) ? String(item.value) : sectionOf(item)));
      },
    };
  }
}

/**
 * Reads the settings of a section.
 *
 * @param others Keys that may stand there too, and are no settings.
 * @throws {UsageError} with file and line.
 */
export function readSettings(
  { entries }: Section,
  others: readonly string[],
  isOfFolder: boolean,
): PlacedSettings {
  const values: Record<string, unknown> = {};
  const places: Partial<Record<SettingName, Place>> = {};
  for (const { key, place, value } of entries) {
    if (others.includes(key)) continue;
    const name = settingNames.find((known) => known === key);
    if (!name) throw unknownSetting(key, place, others);
    if (isOfFolder && !definitionOf(name).inFolder) {
      throw new UsageError(
        `${place}: ${name} may not stand in the file of a folder`,
        "Put it into your own file, a variable or a flag: see `asyncstatus config show`.",
      );
    }
    values[name] = parseSettingAt(`${place}: ${name}`, name, value);
    places[name] = place;
  }
  return { values, places };
}

function unknownSetting(key: string, place: Place, others: readonly string[]): UsageError {
  if (key === "password") {
    return new UsageError(
      `${place}: a password may not stand in a file of settings`,
      "Use passwordCommand or passwordFile.",
    );
  }
  const known = [...settingNames, ...others].join(", ");
  return new UsageError(
    `${place}: there is no setting ${JSON.stringify(key)}`,
    `There are: ${known}.`,
  );
}

function lineOf(node: unknown, lines: LineCounter): number {
  const range =
    typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
  return Array.isArray(range) ? lines.linePos(Number(range[0])).line : 1;
}

function toPlain(document: Document, node: unknown): unknown {
  const isNode = typeof node === "object" && node !== null && "toJS" in node;
  return isNode && typeof node.toJS === "function" ? node.toJS(document) : node;
}
