import type { Json, JsonObject } from "../spec/merge-patch.ts";
import type { Change } from "./change.ts";
import { compareMaps, compareRest, compareWords, objectOf } from "./compare-maps.ts";
import { schemaChanges } from "./schema-changes.ts";

/** Compares the OpenAPI documents of one version, each in one piece. */
export function openApiChanges(before: JsonObject, after: JsonObject, version: string): Change[] {
  const [old, now] = [before, after].map(resolved) as [JsonObject, JsonObject];
  return [
    ...compareMaps(operationsOf(old), operationsOf(now), (name) => `${version} ${name}`, {
      added: "minor",
      removed: "major",
      both: operationChanges,
    }),
    ...compareMaps(schemasOf(old), schemasOf(now), (name) => `${version} ${name}`, {
      added: "minor",
      removed: "major",
      both: schemaChanges,
    }),
    ...compareRest(objectOf(old.info), objectOf(now.info), `${version} info`, []),
    ...compareMaps(securityOf(old), securityOf(now), (name) => `${version} security ${name}`, {
      added: "minor",
      removed: "major",
      both: (one, other, place) => compareRest(one, other, place, []),
    }),
    ...compareRest(old, now, version, ["paths", "components", "info"]),
  ];
}

function schemasOf({ components }: JsonObject): JsonObject {
  return objectOf(objectOf(components).schemas);
}

function securityOf({ components }: JsonObject): JsonObject {
  return objectOf(objectOf(components).securitySchemes);
}

/** Every request under its method and path. */
function operationsOf({ paths }: JsonObject): JsonObject {
  const entries = Object.entries(objectOf(paths)).flatMap(([path, methods]) =>
    Object.entries(objectOf(methods)).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
    ),
  );
  return Object.fromEntries(entries);
}

function operationChanges(before: JsonObject, after: JsonObject, place: string): Change[] {
  const under = (name: string) => `${place}, ${name}`;
  const bodies = [before, after].map(({ requestBody }) => objectOf(requestBody));
  const [oldBody = {}, newBody = {}] = bodies;
  return [
    ...compareMaps(byName(before.parameters), byName(after.parameters), under, {
      added: (parameter) => (objectOf(parameter).required === true ? "major" : "minor"),
      removed: "major",
      both: parameterChanges,
    }),
    ...compareMaps(objectOf(before.responses), objectOf(after.responses), under, {
      added: "minor",
      removed: "major",
      both: (old, now, at) => compareRest(old, now, at, []),
    }),
    ...compareRest(oldBody, newBody, `${place}, body`, []),
    ...compareRest(before, after, place, ["parameters", "responses", "requestBody"]),
  ];
}

function byName(parameters: Json | undefined): JsonObject {
  const list = Array.isArray(parameters) ? parameters.map(objectOf) : [];
  return Object.fromEntries(list.map((each) => [`parameter ${each.name} in ${each.in}`, each]));
}

function parameterChanges(before: JsonObject, after: JsonObject, place: string): Change[] {
  const [old, now] = [objectOf(before.schema), objectOf(after.schema)];
  const required = before.required !== after.required;
  const becameOptional: Change = { size: "minor", place, what: "is no longer required" };
  const becameRequired: Change = { size: "major", place, what: "became required" };
  return [
    ...(required ? [after.required === true ? becameRequired : becameOptional] : []),
    ...compareWords(old.enum, now.enum, place),
    ...compareRest(old, now, place, ["enum"]),
    ...compareRest(before, after, place, ["schema", "required"]),
  ];
}

/** A document whose answers and parameters stand where they are used; schemas stay named. */
function resolved(document: JsonObject): JsonObject {
  const components = objectOf(document.components);
  const resolve = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(resolve);
    if (typeof node !== "object" || node === null) return node;
    const [, kind = "", name = ""] =
      /^#\/components\/(parameters|responses)\/(.+)$/.exec(String(objectOf(node).$ref)) ?? [];
    if (kind !== "") return resolve(objectOf(components[kind])[name] ?? null);
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolve(value)]));
  };
  return objectOf(resolve(document));
}
