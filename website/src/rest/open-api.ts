/** Evidence of a fact, `x-evidence` in the specification. */
export interface Evidence {
  readonly mark: Mark;
  /** Evidence of the XML form, if it is weaker. */
  readonly xml?: Mark;
  readonly note?: string;
}

/** @see spec/README.md */
export type Mark = "documented" | "observed" | "assumed";

/** Fact with its evidence. */
export interface Marked {
  readonly description?: string;
  readonly "x-evidence"?: Evidence;
}

export interface Reference {
  readonly $ref: string;
}

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

export interface Parameter extends Marked {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly example?: string;
  readonly schema: Schema;
}

export interface ApiResponse extends Marked {
  readonly content?: Readonly<Record<string, { readonly schema: Schema | Reference }>>;
}

export interface ApiRequest extends Marked {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly responses: Readonly<Record<string, ApiResponse | Reference>>;
  readonly requestBody?: {
    readonly description?: string;
    readonly content: NonNullable<ApiResponse["content"]>;
  };
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly "x-asynchronous"?: boolean;
  readonly "x-requires-lock"?: boolean;
}

/** OpenAPI document, limited to what the pages use. */
export interface OpenApi {
  readonly info: Marked & { readonly title: string; readonly version: string };
  readonly externalDocs: { readonly url: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiRequest>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly securitySchemes: Readonly<Record<string, Marked & { readonly scheme: string }>>;
  };
}

/** Resolves a reference. @throws {Error} If its target is missing. */
export function resolve<Node extends object>(document: OpenApi, node: Node | Reference): Node {
  if (!("$ref" in node)) return node;
  let found: unknown = document;
  for (const name of node.$ref.replace("#/", "").split("/")) {
    found = typeof found === "object" && found !== null ? Reflect.get(found, name) : undefined;
  }
  if (typeof found !== "object" || found === null) throw new Error(`${node.$ref} is missing.`);
  return found as Node;
}

/** Returns the name of a reference's target. */
export function nameOf(node: object): string | undefined {
  return "$ref" in node ? String(node.$ref).split("/").at(-1) : undefined;
}

/** Renders the evidence mark of a fact as a component of the theme. */
export function mark(evidence: Evidence | undefined): string {
  if (!evidence) throw new Error("A fact has no evidence mark.");
  const xml = evidence.xml ? ` <Mark is="${evidence.xml}" of="XML" />` : "";
  return `<Mark is="${evidence.mark}" />${xml}`;
}

/** Renders the note on a fact's evidence. */
export function noteOf(evidence: Evidence | undefined): string {
  return evidence?.note ? ` _${evidence.note}_` : "";
}

/** Renders a fact with its evidence. */
export function factText({ description = "", "x-evidence": evidence }: Marked): string {
  return `${mark(evidence)} ${description}${noteOf(evidence)}`;
}
