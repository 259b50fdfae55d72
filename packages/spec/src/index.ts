/** The REST versions, newest first. */
export const restVersions = ["v1.2", "v1.1", "v1.0"] as const;

/** A REST version. */
export type RestVersion = (typeof restVersions)[number];

/** A file of a REST version. */
export type SpecificationFile =
  | "openapi.json"
  | "openapi.yaml"
  /** For generators of code, see the README. */
  | "openapi-for-generators.json"
  | "openapi-for-generators.yaml"
  /** JSON Schema of the decoded documents. */
  | "documents.schema.json"
  /** Each document as a type. */
  | "documents.xsd"
  | `xsd/${string}.xsd`
  | `examples/${string}.${"xml" | "json"}`;

/** Returns the URL of a file of the specification, to read it or to pass its path to a tool. */
export function specFile(version: RestVersion, file: SpecificationFile): URL {
  return new URL(`../dist/${version}/${file}`, import.meta.url);
}
