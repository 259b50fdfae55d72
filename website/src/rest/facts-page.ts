import { block, code, codeList, table } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import { elementsOf } from "./elements-of.ts";
import {
  type ApiRequest,
  type ApiResponse,
  type Evidence,
  type Marked,
  mark,
  nameOf,
  noteOf,
  type OpenApi,
  type Parameter,
  resolve,
} from "./open-api.ts";
import type { Example, VersionSpec } from "./version-spec.ts";

/** Creates the page of all facts of a REST version, with evidence marks and examples. */
export function factsPage({ version, openApi, examples }: VersionSpec, order: number): Page {
  return {
    path: `reference/${version}-facts`,
    title: `REST ${version}: facts and examples`,
    navigation: "Facts and examples",
    description: `Requests and documents of REST ${version} with evidence marks, and examples as XML.`,
    order,
    body: `
${openApi.info["x-evidence"]?.note ?? ""} The source is [the vendor's documentation](${openApi.externalDocs.url}).
See [evidence marks](/reference/marks.md) for the marks, and the [REST reference](/reference/${version}.md) for downloads.

## Access

${accessOf(openApi)}
## Requests

${requestsOf(openApi).map(requestText(openApi, version)).join("")}
## Documents

${documentsOf(openApi)}
## Examples

Each example is a body that a device sends, valid against the XSD of ${version}. The JSON form is the decoded body.

${examples.map(exampleText(version)).join("")}`,
  };
}

function exampleText(version: string): (example: Example) => string {
  return ({ name, xml }) => {
    const title = name.replaceAll("/", ": ").replaceAll("-", " ");
    const file = `/downloads/${version}/examples/${name}`;
    return `### ${title} {#${name.replaceAll("/", "-")}}

${block("xml", xml)}
[XML](${file}.xml) · [JSON](${file}.json)

`;
  };
}

/** Renders what all requests have in common: the version in the path, and authentication. */
function accessOf({ components }: OpenApi): string {
  const { parameters, securitySchemes } = components;
  const rows = [
    ...Object.entries(parameters).map(
      ([name, fact]) => [`\`{${name}}\` in the path`, fact] as const,
    ),
    ...Object.entries(securitySchemes).map(([name, fact]) => [`\`${name}\``, fact] as const),
  ];
  return table(
    ["item", "meaning"],
    rows.map(([name, fact]) => [name, factText(fact)]),
  );
}

interface Located {
  readonly method: string;
  readonly path: string;
  readonly request: ApiRequest;
}

function requestsOf({ paths }: OpenApi): Located[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, request]) => ({
      method: method.toUpperCase(),
      path,
      request,
    })),
  );
}

const requestText =
  (openApi: OpenApi, version: string) =>
  ({ method, path, request }: Located): string => {
    const parameters = (request.parameters ?? [])
      .map((parameter) => resolve<Parameter>(openApi, parameter))
      .filter((parameter) => parameter.in !== "path");
    const responses = Object.entries(request.responses).map(
      ([status, response]) => [status, resolve<ApiResponse>(openApi, response)] as const,
    );
    return `### ${method} ${path.replace("{version}", version)} {#${request.operationId.toLowerCase()}}

${request.summary}. ${mark(request["x-evidence"])}${noteOf(request["x-evidence"])}

${request.description ?? ""}

${request.requestBody ? `Form: ${documentLink(request.requestBody)}.\n\n` : ""}${request["x-requires-lock"] ? "The caller must hold the configuration lock.\n\n" : ""}${
  parameters.length === 0
    ? ""
    : table(
        ["query", "meaning"],
        parameters.map((parameter) => [
          `${code(parameter.name)}<br>${contentOf(parameter)}${parameter.required ? "" : ", optional"}`,
          factText(parameter),
        ]),
      )
}${table(
  ["response", "meaning"],
  responses.map(([status, response]) => [
    `**${status}**<br>${documentLink(response)}`,
    factText(response),
  ]),
)}`;
  };

function contentOf({ schema }: Parameter): string {
  return schema.enum
    ? codeList(schema.enum)
    : schema.type === "string"
      ? "text"
      : (schema.type ?? "");
}

function factText({ description = "", "x-evidence": evidence }: Marked): string {
  return `${mark(evidence)} ${description}${noteOf(evidence)}`;
}

function documentLink({ content }: Pick<ApiResponse, "content">): string {
  const name = Object.values(content ?? {})
    .map(({ schema }) => nameOf(schema))
    .find(Boolean);
  return name ? `[${name}](#${name.toLowerCase()})` : "no body";
}

function documentsOf(openApi: OpenApi): string {
  return Object.entries(openApi.components.schemas)
    .filter(([, schema]) => schema["x-document"] || schema["x-form"])
    .map(([name, schema]) => {
      const rows = elementsOf(openApi, schema).map(({ path, content, evidence, description }) => [
        `${code(path)}<br>${content}`,
        factText({ description, ...(evidence && { "x-evidence": evidence }) }),
      ]);
      const kind = schema["x-form"] ? "field" : "element";
      return `### ${name} {#${name.toLowerCase()}}

${schema.description ?? ""} ${mark(schema["x-evidence"])}${noteOf(schema["x-evidence"])}

${table([kind, "meaning"], rows)}`;
    })
    .join("");
}

/** Returns the notes of a document that a text lacks. */
export function missingNotes(openApi: OpenApi, text: string): string[] {
  const notes = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const evidence = Reflect.get(node, "x-evidence") as Evidence | undefined;
    if (evidence?.note && !text.includes(evidence.note)) notes.add(evidence.note);
    for (const child of Object.values(node)) visit(child);
  };
  visit(openApi);
  return [...notes];
}
