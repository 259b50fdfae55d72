/** How certain a fact is, as the specification says it in `x-evidence`. */
export interface Evidence {
  readonly mark: Mark;
  /** How certain it is how the fact reads as XML, where that is less certain. */
  readonly xml?: Mark;
  readonly note?: string;
}

/** @see spec/README.md */
export type Mark = "documented" | "observed" | "assumed";

/** A fact, with how certain it is. */
export interface Marked {
  readonly description?: string;
  readonly "x-evidence"?: Evidence;
}

/** What is used of a reference. */
export interface Reference {
  readonly $ref: string;
}

/** What is used of a schema. */
export interface Schema extends Marked {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema | Reference>>;
  readonly items?: Schema | Reference;
  readonly allOf?: readonly (Schema | Reference)[];
  readonly pattern?: string;
  readonly xml?: { readonly name?: string; readonly wrapped?: boolean };
  readonly "x-document"?: boolean;
  readonly "x-form"?: boolean;
  readonly "x-xml-any"?: boolean;
}

/** What is used of a parameter. */
export interface Parameter extends Marked {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

/** What is used of an answer. */
export interface Answer extends Marked {
  readonly content?: Readonly<Record<string, { readonly schema: Schema | Reference }>>;
}

/** What is used of a request. */
export interface Request extends Marked {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly responses: Readonly<Record<string, Answer | Reference>>;
  readonly requestBody?: { readonly content: NonNullable<Answer["content"]> };
  readonly "x-asynchronous"?: boolean;
  readonly "x-requires-lock"?: boolean;
}

/** What is used of an OpenAPI document of this specification. */
export interface OpenApi {
  readonly info: Marked & { readonly title: string; readonly version: string };
  readonly externalDocs: { readonly url: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Request>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly securitySchemes: Readonly<Record<string, Marked & { readonly scheme: string }>>;
  };
}

/** What a node says, or what it refers to. @throws {Error} where there is nothing */
export function resolve<Node extends object>(document: OpenApi, node: Node | Reference): Node {
  if (!("$ref" in node)) return node;
  let found: unknown = document;
  for (const name of node.$ref.replace("#/", "").split("/")) {
    found = typeof found === "object" && found !== null ? Reflect.get(found, name) : undefined;
  }
  if (typeof found !== "object" || found === null) throw new Error(`Nothing is at ${node.$ref}.`);
  return found as Node;
}

/** The last part of a reference: the name of what it refers to. */
export function nameOf(node: object): string | undefined {
  return "$ref" in node ? String(node.$ref).split("/").at(-1) : undefined;
}
