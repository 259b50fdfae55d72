import type { ConfigurationElement, ElementInput } from "@asyncstatus/client";
import type { ConfigElement } from "@asyncstatus/model";

/** The key attribute of the host route of the contracts. */
export const key = { "dest-network": "192.0.2.0" };

/** A host route with all attributes. */
export const route: ConfigElement = {
  elementType: "host-route",
  attributes: [
    { name: "dest-network", values: [key["dest-network"]] },
    { name: "netmask", values: ["255.255.255.0"] },
    { name: "gateway", values: ["198.51.100.1"] },
    { name: "description", values: ["before"] },
  ],
  subElements: [],
};

/** The host route with another description. */
export const changedRoute: ConfigElement = {
  ...route,
  attributes: [...route.attributes.slice(0, -1), { name: "description", values: ["after"] }],
};

/** The key and the description of a host route. */
export function changeOf(element: ConfigElement): ConfigElement {
  const names = ["dest-network", "description"];
  return { ...element, attributes: element.attributes.filter(({ name }) => names.includes(name)) };
}

/** An element as the client passes it. */
export function inputOf({
  elementType,
  attributes,
}: ConfigElement): Omit<ElementInput, "subElements"> {
  const values = attributes.map(({ name, values: [value = ""] }) => [name, value] as const);
  return { type: elementType, attributes: Object.fromEntries(values) };
}

/** Reads a list of the client to its end. */
export async function collect(
  list: AsyncIterable<ConfigurationElement>,
): Promise<ConfigurationElement[]> {
  const elements: ConfigurationElement[] = [];
  for await (const element of list) elements.push(element);
  return elements;
}

/** An element as the client returns it. */
export function resultOf({ elementType, attributes }: ConfigElement): ConfigurationElement {
  const values = attributes.map(({ name, values }) => [name, values] as const);
  return { type: elementType, attributes: Object.fromEntries(values), subElements: [] };
}
