import { schemas } from "../gen/schemas.ts";

/** The part of JSON Schema that the generated schemas use. */
export interface JsonSchema {
  /** `#/definitions/` and the name of another schema, which the other keywords refine. */
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  /** The schema of the other properties, if they are allowed. */
  readonly additionalProperties?: JsonSchema | false;
  /** Alternatives of different types, or with different literals as properties. */
  readonly anyOf?: readonly JsonSchema[];
  /** The expected value, for messages. */
  readonly title?: string;
  readonly description?: string;
}

// The generated module cannot import the type from here.
const definitions = schemas as Readonly<Record<string, JsonSchema>>;

export type Path = readonly (string | number)[];

/** A mismatch of a value and its schema. */
export interface Mismatch {
  readonly path: Path;
  readonly message: string;
  /** True if the key is wrong, not its value. */
  readonly isKey?: boolean;
}

/**
 * Finds the mismatches of a value and the generated schema of a type.
 *
 * Validation libraries are larger than the rest of the package or generate code at run time, and
 * report the mismatch of a union for each of its alternatives. A test compares the result with ajv's.
 */
export function mismatches(name: string, value: unknown): readonly Mismatch[] {
  return [...mismatchesOf({ $ref: `#/definitions/${name}` }, value, [])];
}

function* mismatchesOf(reference: JsonSchema, value: unknown, path: Path): Generator<Mismatch> {
  const schema = resolve(reference);
  if (schema.anyOf) return yield* mismatchesOfUnion(schema.anyOf, value, path);
  const message = mismatch(schema, value);
  if (message !== undefined) yield { path, message };
  else if (Array.isArray(value)) {
    const { items = [] } = schema;
    for (const [index, item] of value.entries()) {
      yield* mismatchesOf("length" in items ? (items[index] ?? {}) : items, item, [...path, index]);
    }
  } else if (typeof value === "object") {
    yield* mismatchesOfProperties(schema, value, path);
  }
}

/** Describes the mismatch of a value itself, not of what is in it. */
function mismatch(schema: JsonSchema, value: unknown): string | undefined {
  const literals = literalsOf(schema);
  if (literals.length > 0) {
    return literals.includes(value) ? undefined : expectedOneOf(literals);
  }
  const { title, type = "object", pattern = "" } = schema;
  const { minimum = -Infinity, maximum = Infinity } = schema;
  const { minLength = 0, maxLength = Infinity, minItems = 0, maxItems = Infinity } = schema;
  if (!hasType(schema, value)) return `Expected ${title ?? type}, got ${typesOf(value)[0]}`;
  if (typeof value === "number" && !(value >= minimum && value <= maximum)) {
    return `Expected ${title ?? range(minimum, maximum)}`;
  }
  if (typeof value === "string") {
    if (!new RegExp(pattern, "u").test(value)) return `Expected ${title ?? pattern}`;
    if (value.length < minLength || value.length > maxLength) {
      return `Expected ${range(minLength, maxLength)} characters`;
    }
  }
  if (Array.isArray(value) && (value.length < minItems || value.length > maxItems)) {
    return `Expected ${range(minItems, maxItems)} entries`;
  }
  return undefined;
}

/** Compares a value with the alternative of its type and of its literals, such as `fault: reset`. */
function* mismatchesOfUnion(
  alternatives: readonly JsonSchema[],
  value: unknown,
  path: Path,
): Generator<Mismatch> {
  const ofType = alternatives.filter((one) => hasType(resolve(one), value));
  const left = ofType.length > 0 ? ofType : alternatives.slice(0, 1);
  const [first = {}] = left;
  const literals = (one: JsonSchema, key: string) => literalsOf(one.properties?.[key] ?? {});
  const tag = Object.keys(first.properties ?? {}).find(
    (key) =>
      left.every((one) => literals(one, key).length > 0) &&
      new Set(left.map((one) => literals(one, key).join())).size > 1,
  );
  if (tag === undefined) return yield* mismatchesOf(first, value, path);
  const given = new Map(Object.entries(value ?? {})).get(tag);
  const matching = left.filter((one) => literals(one, tag).includes(given));
  if (matching.length > 0) return yield* mismatchesOfUnion(matching, value, path);
  const expected = left.flatMap((one) => literals(one, tag));
  yield { path: [...path, tag], message: expectedOneOf(expected) };
}

function* mismatchesOfProperties(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  value: object | null,
  path: Path,
): Generator<Mismatch> {
  const entries = new Map(Object.entries(value ?? {}));
  for (const key of required) {
    if (!entries.has(key)) yield { path: [...path, key], message: "Missing" };
  }
  for (const [key, inner] of entries) {
    const property = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    if (property) yield* mismatchesOf(property, inner, [...path, key]);
    else yield { path: [...path, key], message: "Unknown key", isKey: true };
  }
}

function resolve(schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const { $ref, title: _, ...refined } = schema;
  const { [$ref.replace("#/definitions/", "")]: definition = {} } = definitions;
  return { ...resolve(definition), ...refined };
}

function hasType({ type = "object" }: JsonSchema, value: unknown): boolean {
  return typesOf(value).some((one) => [type].flat().includes(one));
}

/** The JSON Schema types of a value. */
function typesOf(value: unknown): readonly string[] {
  if (value === null) return ["null"];
  if (Array.isArray(value)) return ["array"];
  return Number.isInteger(value) ? ["number", "integer"] : [typeof value];
}

function literalsOf({ const: one, enum: several }: JsonSchema): readonly unknown[] {
  return several ?? (one === undefined ? [] : [one]);
}

function range(minimum: number, maximum: number): string {
  return maximum === Infinity ? `${minimum} or more` : `${minimum} to ${maximum}`;
}

function expectedOneOf(values: readonly unknown[]): string {
  return `Expected ${values.map((value) => JSON.stringify(value)).join(", ")}`.replace(
    /, (?=[^,]*$)/,
    " or ",
  );
}
