import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json, type JsonObject } from "../spec/merge-patch.ts";
import type { Change, Size } from "./change.ts";

/** How the members of two objects are compared. */
export interface MapRules {
  readonly added: Size | ((value: Json) => Size);
  readonly removed: Size;
  readonly both?: (before: JsonObject, after: JsonObject, place: string) => Change[];
}

/** An object, or an empty one in place of anything else. */
export function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** Compares members by their names. */
export function compareMaps(
  before: JsonObject,
  after: JsonObject,
  place: (name: string) => string,
  { added, removed, both = () => [] }: MapRules,
): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name): Change[] => {
    const old = before[name];
    const now = after[name];
    if (old === undefined && now !== undefined) {
      const size = typeof added === "string" ? added : added(now);
      return [{ size, place: place(name), what: "was added" }];
    }
    if (now === undefined) return [{ size: removed, place: place(name), what: "was removed" }];
    return both(objectOf(old), objectOf(now), place(name));
  });
}

// What is written for people only.
const prose: ReadonlySet<string> = new Set([
  "description",
  "summary",
  "title",
  "example",
  "examples",
  "externalDocs",
  "tags",
  "license",
  "contact",
  "servers",
  "x-evidence",
]);

/** Compares everything that is not compared by its own rules: prose is a patch, all else is major. */
export function compareRest(
  before: JsonObject,
  after: JsonObject,
  place: string,
  compared: readonly string[],
): Change[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name): Change[] => {
    if (compared.includes(name) || isDeepStrictEqual(before[name], after[name])) return [];
    const what = `${name}: ${show(before[name])} became ${show(after[name])}`;
    if (prose.has(name)) return [{ size: "patch", place, what: `${name} says something else` }];
    return [{ size: "major", place, what }];
  });
}

/** Compares enumerated words: readers know that more may come, not that some are gone. */
export function compareWords(
  before: Json | undefined,
  after: Json | undefined,
  place: string,
): Change[] {
  const [old, now] = [before, after].map((words) => (Array.isArray(words) ? words : undefined));
  if (!old && !now) return [];
  if (!old || !now) return [{ size: "major", place, what: "began or ceased to be enumerated" }];
  return [
    ...now.filter((word) => !old.includes(word)).map((word) => wordChange("minor", word, "added")),
    ...old
      .filter((word) => !now.includes(word))
      .map((word) => wordChange("major", word, "removed")),
  ];

  function wordChange(size: Size, word: Json, became: string): Change {
    return { size, place, what: `the word ${show(word)} was ${became}` };
  }
}

function show(value: Json | undefined): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
