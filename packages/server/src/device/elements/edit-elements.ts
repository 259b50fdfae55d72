import { Refusal } from "../refusal.ts";
import type { DeviceElement, ElementsEdit, StoredElement } from "./element.ts";
import {
  type AttributeDefinition,
  type ElementTypeDefinition,
  elementTypes,
} from "./element-types.ts";

type Elements = readonly StoredElement[];
type Values = readonly string[];

/** Applies an edit. @throws {Refusal} As its parts do; then nothing is edited. */
export function editElements(elements: Elements, edit: ElementsEdit): Elements {
  const added = addElements(elements, edit.add ?? []);
  const changed = (edit.change ?? []).reduce((all, one) => changeElement(all, one).elements, added);
  return (edit.delete ?? []).reduce((all, one) => deleteElement(all, one), changed);
}

/** Adds elements. @throws {Refusal} `invalid-element`, `element-exists` */
export function addElements(elements: Elements, added: readonly DeviceElement[]): Elements {
  const all = [...elements];
  for (const one of added) {
    const type = typeOf(one);
    const element = complete(type, one);
    if (indexOf(all, type, element) >= 0) throw new Refusal("element-exists");
    all.push(element);
  }
  return all;
}

/**
 * Changes the element that the key attributes identify. Sub-elements replace those of the same type.
 *
 * @throws {Refusal} `invalid-element`, `no-such-element`
 */
export function changeElement(
  elements: Elements,
  change: DeviceElement,
): { readonly elements: Elements; readonly changed: StoredElement } {
  const type = typeOf(change);
  const values = readValues(type, change);
  requireKey(type, values);
  const index = indexOf(elements, type, { ...change, attributes: values });
  const current = elements[index];
  if (!current) throw new Refusal("no-such-element");
  const subElements = completeAll(type, change.subElements ?? []);
  const replaced = new Set(subElements.map((element) => element.type));
  const changed = {
    ...current,
    attributes: { ...current.attributes, ...values },
    subElements: [
      ...current.subElements.filter((element) => !replaced.has(element.type)),
      ...subElements,
    ],
  };
  return { elements: elements.with(index, changed), changed };
}

/**
 * Deletes the element that the key attributes identify.
 *
 * @throws {Refusal} `invalid-element`, `no-such-element`
 */
export function deleteElement(elements: Elements, deleted: DeviceElement): Elements {
  const type = typeOf(deleted);
  const values = readValues(type, deleted);
  requireKey(type, values);
  const index = indexOf(elements, type, { ...deleted, attributes: values });
  if (index < 0) throw new Refusal("no-such-element");
  return elements.toSpliced(index, 1);
}

/**
 * Finds the elements of a type that have the given key attributes; all of the type without any.
 *
 * @throws {Refusal} `invalid-element`; `no-such-element` if there are key attributes and no such element.
 */
export function findElements(elements: Elements, wanted: DeviceElement): Elements {
  const type = typeOf(wanted);
  const keys = readValues(type, wanted);
  for (const { name, key } of type.attributes) {
    if (keys[name] && !key) throw invalid(`${name} is not a key attribute of ${type.name}`);
  }
  const found = elements.filter(
    (element) => element.type === type.name && hasValues(element.attributes, keys),
  );
  if (found.length === 0 && Object.keys(keys).length > 0) throw new Refusal("no-such-element");
  return found;
}

/** The key of an element, as references and messages have it: `M00:0`. */
export function keyOf({ type, attributes }: StoredElement): string {
  const { attributes: defined } = definitionOf(type);
  const keys = defined.filter(({ key }) => key).flatMap(({ name }) => attributes[name]?.join("+"));
  return keys.join(":");
}

function typeOf({ type }: DeviceElement): ElementTypeDefinition {
  return definitionOf(type);
}

function definitionOf(name: string): ElementTypeDefinition {
  const found = elementTypes.find((type) => type.name === name);
  if (!found) throw invalid(`unknown element type ${name}`);
  return found;
}

/** Validates an element and fills in the defaults. */
function complete(type: ElementTypeDefinition, element: DeviceElement): StoredElement {
  const values = readValues(type, element);
  requireKey(type, values);
  const attributes = Object.fromEntries(
    type.attributes.map(({ name, default: value = "" }) => [name, values[name] ?? [value]]),
  );
  return {
    type: type.name,
    attributes,
    subElements: completeAll(type, element.subElements ?? []),
  };
}

function completeAll(type: ElementTypeDefinition, elements: readonly DeviceElement[]): Elements {
  const all: StoredElement[] = [];
  for (const element of elements) {
    const subType = type.subElements?.find(({ name }) => name === element.type);
    if (!subType) throw invalid(`${type.name} has no sub-element ${element.type}`);
    const completed = complete(subType, element);
    if (indexOf(all, subType, completed) >= 0) {
      throw invalid(`two ${subType.name} with the same key attributes`);
    }
    all.push(completed);
  }
  return all;
}

/** Reads and validates the attributes that are given. */
function readValues(
  type: ElementTypeDefinition,
  { attributes = {} }: DeviceElement,
): Record<string, Values> {
  const values = Object.entries(attributes).map(([name, given]) => {
    const attribute = type.attributes.find((defined) => defined.name === name);
    if (!attribute) throw invalid(`unknown attribute ${name} of ${type.name}`);
    const list = [given].flat();
    for (const value of list) requireValue(attribute, value);
    if (list.length > 1 && !attribute.multiple) throw invalid(`${name} has more than one value`);
    return [name, list.length === 0 ? [""] : list] as const;
  });
  return Object.fromEntries(values);
}

function requireValue({ name, type }: AttributeDefinition, value: string): void {
  const problem = problemOf(type);
  if (problem !== undefined) throw invalid(`the value of ${name} must be ${problem}`);

  function problemOf(of: AttributeDefinition["type"]): string | undefined {
    switch (of.name) {
      case "text":
      case "reference":
        return undefined;
      case "enumeration":
        return of.values.includes(value) ? undefined : `one of ${of.values.join(", ")}`;
      case "integer": {
        const { minimum, maximum } = of;
        const isInside = /^\d{1,15}$/.test(value) && +value >= minimum && +value <= maximum;
        return isInside ? undefined : `${minimum} to ${maximum}`;
      }
    }
  }
}

function requireKey(type: ElementTypeDefinition, values: Readonly<Record<string, Values>>): void {
  for (const { name, key } of type.attributes) {
    if (key && (values[name] ?? [""]).join("") === "") {
      throw invalid(`the key attribute ${name} of ${type.name} is missing`);
    }
  }
}

/** The index of the element with the same key attributes; of a singleton, that of its type. */
function indexOf(
  elements: Elements,
  type: ElementTypeDefinition,
  { attributes = {} }: DeviceElement,
): number {
  const keys = type.attributes.filter(({ key }) => key).map(({ name }) => [name, attributes[name]]);
  const wanted = Object.fromEntries(keys) as Record<string, Values>;
  return elements.findIndex(
    (element) => element.type === type.name && hasValues(element.attributes, wanted),
  );
}

function hasValues(
  attributes: StoredElement["attributes"],
  wanted: Readonly<Record<string, Values>>,
): boolean {
  return Object.entries(wanted).every(([name, values]) => isSame(values, attributes[name] ?? []));
}

/** Compares values in any order. */
function isSame(values: Values, others: Values): boolean {
  if (values.length !== others.length) return false;
  if (values.length === 1) return values[0] === others[0];
  return [...values].sort().join("\n") === [...others].sort().join("\n");
}

function invalid(reason: string): Refusal {
  return new Refusal("invalid-element", `Invalid configuration element: ${reason}`);
}
