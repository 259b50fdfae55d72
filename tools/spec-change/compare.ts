import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json, type JsonObject } from "../spec/merge-patch.ts";

/** The sizes of a change in semantic versioning, smallest first. */
export const sizes = ["none", "patch", "minor", "major"] as const;

export type Size = (typeof sizes)[number];

/** One change of the specification. */
export interface Change {
  readonly size: Size;
  /** A path in the specification, such as `v1.2/openapi/schemas/Links`. */
  readonly place: string;
  readonly what: string;
}

export function largest(found: readonly Size[]): Size {
  return sizes[Math.max(0, ...found.map((size) => sizes.indexOf(size)))] ?? "none";
}

/** Keywords that only people read. `source` is the text of an XSD. */
const prose = new Set(
  "title description summary example examples externalDocs tags license contact servers x-evidence x-error-messages source".split(
    " ",
  ),
);

/** Objects whose keys are names, where readers must accept one that they do not know. */
const namesUnder = new Set(
  "versions operations parameters responses schemas securitySchemes properties enum elements".split(
    " ",
  ),
);

/**
 * Compares two parts of a specification. An added name is a minor change, prose a patch, and
 * everything else is major.
 */
export function compare(before: JsonObject, after: JsonObject, path: readonly string[]): Change[] {
  const isNames = namesUnder.has(path.at(-1) ?? "");
  const changes = Object.keys({ ...before, ...after }).flatMap((key): Change | Change[] => {
    const [old, now] = [before[key], after[key]];
    if (!isNames && prose.has(key)) {
      if (isDeepStrictEqual(old, now)) return [];
      return { size: "patch", place: placeOf([...path, key]), what: "was reworded" };
    }
    if (isJsonObject(old) && isJsonObject(now)) return compare(old, now, [...path, key]);
    if (isDeepStrictEqual(old, now)) return [];
    const isMinor = isNames
      ? old === undefined && now !== undefined && !isRequired(now)
      : key === "required" && now === false;
    const what =
      old === undefined
        ? "was added"
        : now === undefined
          ? "was removed"
          : `${JSON.stringify(old)} became ${JSON.stringify(now)}`;
    return { size: isMinor ? "minor" : "major", place: placeOf([...path, key]), what };
  });
  if (isOrdered(path) && !haveSameOrder(before, after)) {
    changes.push({ size: "major", place: placeOf(path), what: "the order of elements changed" });
  }
  return changes;
}

/** The path without the object of all versions. */
const placeOf = (path: readonly string[]) => path.slice(1).join("/");

function isRequired(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  return value.required === true || String(value.occurs ?? "").startsWith("1");
}

/** The order of properties is the order of the elements that are written. */
function isOrdered([...path]: readonly string[]): boolean {
  const [group = "", last = ""] = path.slice(-2);
  return last === "properties" || (last === "elements" && group.startsWith("sequence"));
}

function haveSameOrder(before: JsonObject, after: JsonObject): boolean {
  const kept = Object.keys(before).filter((key) => key in after);
  return isDeepStrictEqual(
    kept,
    Object.keys(after).filter((key) => key in before),
  );
}
