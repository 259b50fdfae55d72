import {
  type AttributeMetadata,
  type ConfigElement,
  DecodeError,
  decode,
  type ElementType,
  type SubElement,
  type XmlContent,
} from "@asyncstatus/model";
import type { DeviceElement, StoredElement } from "../device/elements/element.ts";
import {
  type AttributeDefinition,
  elementTypes,
  findElementType,
} from "../device/elements/element-types.ts";
import { HttpError } from "./http-error.ts";

/**
 * Reads the element in the body of a request.
 *
 * @throws {HttpError} 400 if it is not an element, or has content that is not specified
 */
export function readElement(body: Uint8Array): DeviceElement {
  try {
    const { elementType, ...element } = decode("ConfigElement", body);
    return { type: elementType, ...contentOf(element) };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new HttpError(400, `Invalid request body: ${error.message}`);
  }
}

function contentOf({ attributes, subElements, extra }: Omit<SubElement, "elementType">) {
  if (extra) {
    throw new HttpError(400, `Invalid request body: unknown element ${extra[0]?.name}`);
  }
  const names = attributes.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined) throw new HttpError(400, `Repeated attribute: ${repeated}`);
  return {
    attributes: Object.fromEntries(attributes.map(({ name, values }) => [name, values])),
    subElements: subElements.map(readSubElement),
  };
}

function readSubElement({ elementType, ...element }: SubElement): DeviceElement {
  if (elementType === undefined) {
    throw new HttpError(400, "Invalid request body: a sub-element without a type");
  }
  return { type: elementType, ...contentOf(element) };
}

/** Converts an element to its document. */
export function elementDocument({ type, attributes, subElements }: StoredElement): ConfigElement {
  return {
    elementType: type,
    attributes: Object.entries(attributes).map(([name, values]) => ({ name, values: [...values] })),
    subElements: subElements.map(elementDocument),
  };
}

/** The element types of the device, without those of sub-elements. */
export function elementTypeDocuments(): ElementType[] {
  return elementTypes.map(({ name, description, single }) => ({
    ...(single && { single }),
    name,
    description,
  }));
}

/** @throws {HttpError} 404 if the type does not exist */
export function metadataDocuments(elementType: string): AttributeMetadata[] {
  const type = findElementType(elementType);
  if (!type) throw new HttpError(404, "The element type does not exist.");
  return type.attributes.map(({ name, key = false, type: valueType }) => ({
    name,
    key,
    type: valueTypeDocument(valueType),
  }));
}

function valueTypeDocument(type: AttributeDefinition["type"]): XmlContent {
  const name = { name: "name", text: type.name };
  switch (type.name) {
    case "text":
      return { elements: [name] };
    case "reference":
      return { elements: [name, { name: "elementType", text: type.to }] };
    case "enumeration":
      return { elements: [name, ...type.values.map((text) => ({ name: "value", text }))] };
    case "integer": {
      const { minimum, maximum } = type;
      return {
        elements: [
          name,
          { name: "minimum", text: String(minimum) },
          { name: "maximum", text: String(maximum) },
        ],
      };
    }
  }
}
