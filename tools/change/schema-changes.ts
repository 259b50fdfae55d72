import type { JsonObject } from "../spec/merge-patch.ts";
import type { Change } from "./change.ts";
import { compareMaps, compareRest, compareWords, objectOf } from "./compare-maps.ts";

/**
 * Compares two schemas. Whoever reads relies on what is required, whoever writes on what is not: a change
 * of either is major. So is every change of how it reads as XML, names and order included.
 */
export function schemaChanges(before: JsonObject, after: JsonObject, place: string): Change[] {
  return [
    ...compareMaps(
      objectOf(before.properties),
      objectOf(after.properties),
      (name) => `${place}.${name}`,
      { added: "minor", removed: "major", both: schemaChanges },
    ),
    ...requiredChanges(before, after, place),
    ...orderChanges(before, after, place),
    ...compareWords(before.enum, after.enum, place),
    ...schemaChangesOfItems(before, after, place),
    ...compareRest(before, after, place, ["properties", "required", "enum", "items"]),
  ];
}

function schemaChangesOfItems(before: JsonObject, after: JsonObject, place: string): Change[] {
  if (before.items === undefined && after.items === undefined) return [];
  return schemaChanges(objectOf(before.items), objectOf(after.items), `${place}[]`);
}

function requiredChanges(before: JsonObject, after: JsonObject, place: string): Change[] {
  const [old, now] = [before, after].map(({ required }) =>
    Array.isArray(required) ? required.map(String) : [],
  ) as [string[], string[]];
  return [
    ...now.filter((name) => !old.includes(name)).map((name) => change(name, "became required")),
    ...old
      .filter((name) => !now.includes(name))
      .map((name) => change(name, "is no longer required")),
  ];

  function change(name: string, what: string): Change {
    return { size: "major", place: `${place}.${name}`, what };
  }
}

/** The order of properties is the order of elements as they are written. */
function orderChanges(before: JsonObject, after: JsonObject, place: string): Change[] {
  const old = Object.keys(objectOf(before.properties));
  const now = Object.keys(objectOf(after.properties));
  const stayed = old.filter((name) => now.includes(name));
  const staying = now.filter((name) => old.includes(name));
  if (stayed.every((name, index) => name === staying[index])) return [];
  return [{ size: "major", place, what: `the order became ${staying.join(", ")}` }];
}
