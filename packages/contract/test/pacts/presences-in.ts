import type { DocumentsSchema } from "../validation/documents-schema.ts";

/** Which optional properties a value has and has not, by the type that they are of. */
export function presencesIn(schema: DocumentsSchema, name: string, value: unknown): string[] {
  const { properties = {}, required = [] } = schema.definitions[name] ?? {};
  const object: Readonly<Record<string, unknown>> = Object(value);
  return Object.entries(properties).flatMap(([property, { $ref, items }]) => {
    const inner = object[property];
    const type = ($ref ?? items?.$ref)?.replace("#/definitions/", "");
    const values = inner === undefined ? [] : items ? (inner as unknown[]) : [inner];
    return [
      ...(required.includes(property)
        ? []
        : [`${name} ${inner === undefined ? "without" : "with"} ${property}`]),
      ...(type ? values.flatMap((each) => presencesIn(schema, type, each)) : []),
    ];
  });
}
