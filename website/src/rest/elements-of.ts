import { words } from "../pages/markdown.ts";
import { type Evidence, type OpenApi, type Reference, resolve, type Schema } from "./open-api.ts";

/** An element of a document. */
export interface Element {
  /** The names from the root's children to it, as in `data/operationState`. */
  readonly path: string;
  /** What it holds, and whether it has to be there. */
  readonly what: string;
  readonly description: string;
  readonly evidence: Evidence | undefined;
}

/** The elements of a document, each before those in it. */
export function elementsOf(openApi: OpenApi, schema: Schema, above = ""): Element[] {
  return propertiesOf(openApi, schema).flatMap(({ name, node, required }) => {
    const property = resolve<Schema>(openApi, node);
    const path = `${above}${property.xml?.wrapped ? (property.xml.name ?? name) : name}`;
    const items = property.items && resolve<Schema>(openApi, property.items);
    const below = items
      ? itemElements(openApi, items, `${path}/${items.xml?.name ?? name}`)
      : elementsOf(openApi, property, `${path}/`);
    const element = {
      path,
      what: `${contentOf(property)}${required ? "" : ", optional"}`,
      description: property.description ?? "",
      evidence: property["x-evidence"],
    };
    return [element, ...below];
  });
}

function itemElements(openApi: OpenApi, items: Schema, path: string): Element[] {
  const below = elementsOf(openApi, items, `${path}/`);
  if (!items["x-evidence"]) return below;
  const { description = "", "x-evidence": evidence } = items;
  return [{ path, what: `${contentOf(items)}, repeated`, description, evidence }, ...below];
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
  if (schema.enum) return words(schema.enum);
  if (schema["x-xml-any"]) return "any elements";
  if (schema.type === "array" || schema.type === "object") return "elements";
  return schema.type === "string" ? "text" : (schema.type ?? "elements");
}
