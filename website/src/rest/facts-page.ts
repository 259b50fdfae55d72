import { block, code, table, words } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import { elementsOf } from "./elements-of.ts";
import { mark, noteOf } from "./mark.ts";
import {
  type Answer,
  type Marked,
  nameOf,
  type OpenApi,
  type Parameter,
  type Request,
  resolve,
} from "./open-api.ts";
import type { Example, Specified } from "./specification.ts";

/** Every fact of a REST version with its mark, and every example of it. */
export function factsPage({ version, openApi, examples }: Specified, order: number): Page {
  return {
    path: `reference/${version}-facts`,
    title: `REST ${version}: facts and examples`,
    navigation: "Facts and examples",
    description: `Every request and document of REST ${version} with how certain it is, and examples as XML.`,
    order,
    body: `
${openApi.info["x-evidence"]?.note ?? ""} [Every mark is explained](/reference/marks.md); the source is
[the vendor's documentation](${openApi.externalDocs.url}). To look things up one by one, or to download
them, there is [the reference](/reference/${version}.md).

## Access

${accessOf(openApi)}
## Requests

${requestsOf(openApi).map(requestText(openApi, version)).join("")}
## Documents

${documentsOf(openApi)}
## Examples

Each is a body as a device sends it; all are valid by the XSD of ${version}. As JSON, they are what is read.

${examples.map(exampleText(version)).join("")}`,
  };
}

/** An example under a heading, with its files. */
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

/** What every request has in common: the version in its path, and who may ask. */
function accessOf({ components }: OpenApi): string {
  const { parameters, securitySchemes } = components;
  const rows = [
    ...Object.entries(parameters).map(
      ([name, fact]) => [`\`{${name}}\` in the path`, fact] as const,
    ),
    ...Object.entries(securitySchemes).map(([name, fact]) => [`\`${name}\``, fact] as const),
  ];
  return table(
    ["what", "meaning"],
    rows.map(([name, fact]) => [name, factText(fact)]),
  );
}

interface Placed {
  readonly method: string;
  readonly path: string;
  readonly request: Request;
}

function requestsOf({ paths }: OpenApi): Placed[] {
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
  ({ method, path, request }: Placed): string => {
    const parameters = (request.parameters ?? [])
      .map((parameter) => resolve<Parameter>(openApi, parameter))
      .filter((parameter) => parameter.in !== "path");
    const answers = Object.entries(request.responses).map(
      ([status, answer]) => [status, resolve<Answer>(openApi, answer)] as const,
    );
    return `### ${method} ${path.replace("{version}", version)} {#${request.operationId.toLowerCase()}}

${request.summary}. ${mark(request["x-evidence"])}${noteOf(request["x-evidence"])}

${request.description ?? ""}

${request.requestBody ? `With a form: ${documentLink(request.requestBody)}.\n\n` : ""}${request["x-requires-lock"] ? "The caller must hold the configuration lock.\n\n" : ""}${
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
  ["answer", "meaning"],
  answers.map(([status, answer]) => [`**${status}**<br>${documentLink(answer)}`, factText(answer)]),
)}`;
  };

function contentOf({ schema }: Parameter): string {
  return schema.enum ? words(schema.enum) : schema.type === "string" ? "text" : (schema.type ?? "");
}

/** What a fact says, after its mark. */
function factText({ description = "", "x-evidence": evidence }: Marked): string {
  return `${mark(evidence)} ${description}${noteOf(evidence)}`;
}

function documentLink({ content }: Pick<Answer, "content">): string {
  const name = Object.values(content ?? {})
    .map(({ schema }) => nameOf(schema))
    .find(Boolean);
  return name ? `[${name}](#${name.toLowerCase()})` : "no body";
}

function documentsOf(openApi: OpenApi): string {
  return Object.entries(openApi.components.schemas)
    .filter(([, schema]) => schema["x-document"] || schema["x-form"])
    .map(([name, schema]) => {
      const rows = elementsOf(openApi, schema).map(({ path, what, evidence, description }) => [
        `${code(path)}<br>${what}`,
        factText({ description, ...(evidence && { "x-evidence": evidence }) }),
      ]);
      const kind = schema["x-form"] ? "field" : "element";
      return `### ${name} {#${name.toLowerCase()}}

${schema.description ?? ""} ${mark(schema["x-evidence"])}${noteOf(schema["x-evidence"])}

${table([kind, "meaning"], rows)}`;
    })
    .join("");
}
