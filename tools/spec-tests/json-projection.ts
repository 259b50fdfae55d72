import { type DocumentName, decode } from "@asyncstatus/model";
import { isJsonObject, type Json, type JsonObject } from "../spec/merge-patch.ts";

const xml = "application/xml";
const json = "application/json";

/** Turns the XML bodies of an OpenAPI document into JSON bodies, as the codec decodes them. */
export function projectedDocument(document: JsonObject): JsonObject {
  const projected = project(document);
  if (!isJsonObject(projected)) throw new Error("The document is not an object.");
  return projected;
}

function project(node: Json): Json {
  if (Array.isArray(node)) return node.map(project);
  if (!isJsonObject(node)) return node;
  const { "x-read-as-list": readAsList, "x-xml-any": anyContent, ...rest } = node;
  // Any tree of elements.
  if (anyContent) return {};
  // One item, decoded as a list of one.
  if (readAsList) return { type: "array", items: project(rest) };
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key === xml ? json : key, project(value)]),
  );
}

/** Turns the XML bodies of an interaction into JSON, as the codec decodes them. */
export function projectedInteraction(
  interaction: Interaction,
  document: DocumentName | null | undefined,
): Interaction {
  const { request, response } = interaction;
  const accept = request.headers?.accept?.map((value) => (value === xml ? json : xml));
  const { body, matchingRules: _, ...answer } = response;
  return {
    ...interaction,
    request: jsonRequestOf({
      ...request,
      headers: { ...request.headers, ...(accept && { accept }) },
    }),
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

/** Turns an element in the body into JSON: the only XML of requests. */
function jsonRequestOf(request: Interaction["request"]): Interaction["request"] {
  const { body, headers = {} } = request;
  if (body?.contentType !== xml) return request;
  const names = Object.keys(headers).filter((name) => name.toLowerCase() === "content-type");
  return {
    ...request,
    headers: { ...headers, ...Object.fromEntries(names.map((name) => [name, [json]])) },
    body: {
      content: decode("ConfigElement", new TextEncoder().encode(String(body.content))),
      contentType: json,
      encoded: false,
    },
  };
}

/** The parts of a pact's interaction that are read here. */
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
