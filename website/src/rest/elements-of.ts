import { codeList } from "../pages/markdown.ts";
import { type Evidence, type OpenApi, type Reference, resolve, type Schema } from "./open-api.ts";

/** Element of a document. */
export interface Element {
  /** Path below the root, such as `data/operationState`. */
  readonly path: string;
  /** Content type, and if it is optional or repeated. */
  readonly content: string;
  readonly description: string;
  readonly evidence: Evidence | undefined;
}

/** Returns the elements of a document, parents first; of a type inside itself, only the first. */
export function elementsOf(
  openApi: OpenApi,
  schema: Schema,
  parent = "",
  above: readonly Schema[] = [],
): Element[] {
  if (above.includes(schema)) return [];
  const below = [...above, schema];
  return propertiesOf(openApi, schema).flatMap(({ name, node, required }) => {
    const property = resolve<Schema>(openApi, node);
    const path = `${parent}${property.xml?.wrapped ? (property.xml.name ?? name) : name}`;
    const items = property.items && resolve<Schema>(openApi, property.items);
    const children = items
      ? itemElements(openApi, items, `${path}/${items.xml?.name ?? name}`, below)
      : elementsOf(openApi, property, `${path}/`, below);
    const element = {
      path,
      content: `${contentOf(property)}${required ? "" : ", optional"}`,
      description: property.description ?? "",
      evidence: property["x-evidence"],
    };
    return [element, ...children];
  });
}

function itemElements(
  openApi: OpenApi,
  items: Schema,
  path: string,
  above: readonly Schema[],
): Element[] {
  const children = elementsOf(openApi, items, `${path}/`, above);
  if (!items["x-evidence"]) return children;
  const { description = "", "x-evidence": evidence } = items;
  return [{ path, content: `${contentOf(items)}, repeated`, description, evidence }, ...children];
}

interface Property {
  readonly name: string;
  readonly node: Schema | Reference;
  readonly required: boolean;
}

function propertiesOf(openApi: OpenApi, schema: Schema): Property[] {
  const own = Object.entries(schema.properties ?? {}).map(([name, node]) => ({
    name,
    node,
    required: schema.required?.includes(name) ?? false,
  }));
  const inherited = (schema.allOf ?? []).flatMap((node) =>
    propertiesOf(openApi, resolve<Schema>(openApi, node)),
  );
  return [...inherited, ...own];
}

function contentOf(schema: Schema): string {
  if (schema.enum) return codeList(schema.enum);
  if (schema["x-xml-any"]) return "any elements";
  if (schema.type === "array" || schema.type === "object") return "elements";
  return schema.type === "string" ? "text" : (schema.type ?? "elements");
}
