import { isJsonObject, type Json, type JsonObject, objectOf } from "../spec/merge-patch.ts";

/** An OpenAPI document for comparison: lists of names as objects, and requests by method and path. */
export function openApiContent({ paths, components, ...rest }: JsonObject): JsonObject {
  const { parameters, responses, ...types } = objectOf(components);
  const shared = { parameters, responses } as JsonObject;
  const operations = Object.entries(objectOf(paths)).flatMap(([path, methods]) =>
    Object.entries(objectOf(methods)).map(([method, operation]) => [
      `${method.toUpperCase()} ${path}`,
      contentOf(operation, "", shared),
    ]),
  );
  return {
    ...objectOf(contentOf({ ...rest, ...types }, "", shared)),
    operations: Object.fromEntries(operations),
  };
}

function contentOf(node: Json, key: string, shared: JsonObject): Json {
  if (Array.isArray(node)) {
    const items = node.map((item) => contentOf(item, "", shared));
    if (key === "enum" || key === "required") return Object.fromEntries(items.map((i) => [i, {}]));
    if (key !== "parameters") return items;
    return Object.fromEntries(
      items.map(objectOf).map((item) => [`${item.name} in ${item.in}`, item]),
    );
  }
  if (!isJsonObject(node)) return node;
  const [, kind = "", name = ""] =
    /^#\/components\/(parameters|responses)\/(.+)$/.exec(String(node.$ref)) ?? [];
  if (kind) return contentOf(objectOf(shared[kind])[name] ?? null, "", shared);
  return Object.fromEntries(
    Object.entries(node).map(([inner, value]) => [inner, contentOf(value, inner, shared)]),
  );
}
