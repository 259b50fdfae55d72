import { type DocumentName, decode } from "@asyncstatus/model";
import { isJsonObject, type Json, type JsonObject } from "../spec/merge-patch.ts";

const xml = "application/xml";
const json = "application/json";

/** An OpenAPI document whose bodies are JSON: what our codec makes of the XML that it says. */
export function projectedDocument(document: JsonObject): JsonObject {
  const projected = project(document);
  if (!isJsonObject(projected)) throw new Error("The document is no object.");
  return projected;
}

function project(node: Json): Json {
  if (Array.isArray(node)) return node.map(project);
  if (!isJsonObject(node)) return node;
  const { "x-read-as-list": readAsList, "x-xml-any": anyContent, ...rest } = node;
  // Kept as a tree of elements, whatever they are called.
  if (anyContent) return {};
  // One item, which is decoded as a list of one.
  if (readAsList) return { type: "array", items: project(rest) };
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key === xml ? json : key, project(value)]),
  );
}

/** An interaction whose answer is JSON, as our codec reads it. */
export function projectedInteraction(
  interaction: Interaction,
  document: DocumentName | null | undefined,
): Interaction {
  const { request, response } = interaction;
  const accept = request.headers?.accept?.map((value) => (value === xml ? json : xml));
  const { body, matchingRules: _, ...answer } = response;
  return {
    ...interaction,
    request: { ...request, headers: { ...request.headers, ...(accept && { accept }) } },
    response:
      body && document
        ? {
            ...answer,
            headers: { ...answer.headers, "Content-Type": [json] },
            body: {
              content: decode(document, new TextEncoder().encode(String(body.content))),
              contentType: json,
              encoded: false,
            },
          }
        : answer,
  };
}

/** An interaction of a pact, as far as it is read here. */
export interface Interaction {
  readonly description: string;
  readonly request: Message & { readonly method: string; readonly path: string };
  readonly response: Message & { readonly status: number };
}

interface Message {
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly body?: {
    readonly content: unknown;
    readonly contentType: string;
    readonly encoded: boolean;
  };
  readonly matchingRules?: unknown;
}
