import type { DocumentName } from "@asyncstatus/model";
import {
  changeOperations,
  type Json,
  type JsonObject,
  mapValues,
  objectOf,
} from "./merge-patch.ts";

/** An example of a body. */
export interface BodyExample {
  /** The file below the examples, such as `v1.0/error/bad-request-400`. */
  readonly name: string;
  readonly document: DocumentName;
  readonly xml: Uint8Array;
}

/** Adds the examples that fit to each response of a document. */
export function withExamples(document: JsonObject, examples: readonly BodyExample[]): JsonObject {
  const components = objectOf(document.components);
  const shared: Record<string, Json> = { ...objectOf(components.responses) };
  const changed = changeOperations(document, (operation) => ({
    ...operation,
    responses: mapValues(objectOf(operation.responses), (node, status) => {
      const { $ref } = objectOf(node);
      const change = (response: Json | undefined) =>
        responseWith(objectOf(response), (example) => fits(example, status, operation), examples);
      if (typeof $ref !== "string") return change(node);
      // A shared response has the same status everywhere.
      const name = $ref.replace("#/components/responses/", "");
      shared[name] = change(shared[name]);
      return node;
    }),
  }));
  return { ...changed, components: { ...components, responses: shared } };
}

function responseWith(
  response: JsonObject,
  isFitting: (example: BodyExample) => boolean,
  examples: readonly BodyExample[],
): JsonObject {
  const content = objectOf(objectOf(response.content)["application/xml"]);
  const reference = objectOf(content.schema).$ref;
  if (typeof reference !== "string") return response;
  const document = reference.split("/").at(-1);
  const fitting = examples.filter((one) => one.document === document && isFitting(one));
  if (fitting.length === 0) return response;
  const entries = fitting.map(({ name, xml }) => [
    name.replace(/^.*\//, ""),
    { value: new TextDecoder().decode(xml) },
  ]);
  const withOwn = { ...content, examples: Object.fromEntries(entries) };
  return { ...response, content: { "application/xml": withOwn } };
}

/** True if an example is a response: an error ends with its status. */
function fits({ name, document }: BodyExample, status: string, operation: JsonObject): boolean {
  if (document === "ErrorResponse") return name.endsWith(`-${status}`);
  if (document !== "AcceptedResponse") return true;
  return name.endsWith("/reboot") === (operation.operationId === "reboot");
}
