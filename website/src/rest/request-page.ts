import { block, code, codeList, details, table } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import { examplesOf, kebab } from "./examples-of.ts";
import {
  type ApiResponse,
  factText,
  mark,
  nameOf,
  noteOf,
  type Parameter,
  resolve,
} from "./open-api.ts";
import {
  curlCode,
  hasXmlBody,
  type Located,
  needsCredentials,
  parametersOf,
  pythonCode,
  requestsOf,
} from "./request-code.ts";
import type { Example, VersionSpec } from "./version-spec.ts";

/** Creates a page for each request of a REST version. */
export function requestPages(specified: VersionSpec): Page[] {
  return requestsOf(specified.openApi, specified.version).map((located, order) =>
    requestPage(specified, located, order),
  );
}

/** Returns the address of the page of a request. */
export function requestAddress(version: string, { request }: Pick<Located, "request">): string {
  return `/reference/${version}/${kebab(request.operationId)}`;
}

function requestPage(specified: VersionSpec, located: Located, order: number): Page {
  const { version, openApi } = specified;
  const { method, path, request } = located;
  const responses = Object.entries(request.responses).map(
    ([status, response]) => [status, resolve<ApiResponse>(openApi, response)] as const,
  );
  const bodies = responses.map(([status, response]) => ({
    status,
    examples: examplesOf(request, status, response, specified.examples),
  }));
  const [success = { status: "", examples: [] }, ...errors] = bodies;
  const [first, ...others] = commonFirst(success.examples);
  return {
    path: requestAddress(version, located).slice(1),
    title: `${method} ${path}`,
    navigation: `${method} ${path.replace(/^\/rest\/(v[\d.]+\/)?/, "")}`,
    description: `${request.summary}: requests with curl and Python, responses, headers, parameters and statuses of REST ${version}.`,
    order,
    body: `
${request.summary}. ${mark(request["x-evidence"])}${noteOf(request["x-evidence"])}

## curl

${block("sh", curlCode(openApi, located))}
${hasXmlBody(request) ? `The file \`element.xml\`:\n\n${block("xml", bodyExample(specified, located))}` : ""}
## Python

${block("python", pythonCode(openApi, located))}
## Response ${success.status}

${first ? block("xml", first.xml) : "The response has no body.\n\n"}
${others.map(folded).join("")}
## Errors

An error response has the same structure, with the reason in \`messages\`.

${errors.flatMap(({ examples }) => examples.map(folded)).join("")}
## Description

${request.description ?? ""}

${request["x-requires-lock"] ? "The caller must hold the configuration lock.\n\n" : ""}
## Request headers

${headersOf(located)}
${parameterTable("Path parameters", "path", specified, located)}${parameterTable("Query parameters", "query", specified, located)}${formOf(specified, located)}
## Statuses

${table(
  ["status", "meaning", "body"],
  responses.map(([status, response]) => [
    `**${status}**`,
    factText(response),
    documentLink(version, response),
  ]),
)}`,
  };
}

/** Puts the example of the vendor's page first. */
function commonFirst(examples: readonly Example[]): Example[] {
  const isCommon = ({ name }: Example) => name === "async-status/activate-success";
  return [...examples].sort((a, b) => Number(isCommon(b)) - Number(isCommon(a)));
}

function folded({ name, xml }: Example): string {
  const title = name.replace(/^.*\//, "").replaceAll("-", " ");
  return details(
    title.replace(/^./, (letter) => letter.toUpperCase()),
    block("xml", xml),
  );
}

/** Returns the XML body that the page of a request shows. */
export function bodyExample({ examples }: VersionSpec, { request }: Located): string {
  const isChange = request.operationId === "changeConfigElement";
  const name = `config-element/${isChange ? "change-of-one-attribute" : "session-agent"}`;
  const example = examples.find((one) => one.name === name);
  if (!example) throw new Error(`There is no example ${name}.`);
  return example.xml;
}

function headersOf({ request }: Located): string {
  const rows = [["`Accept`", "`application/xml`"]];
  rows.push([
    "`Authorization`",
    needsCredentials(request)
      ? "`Basic` followed by `user:password` in Base64"
      : "`Bearer` followed by an unexpired token from `auth/token`",
  ]);
  const types = Object.keys(request.requestBody?.content ?? {});
  if (types.length > 0) rows.push(["`Content-Type`", `${codeList(types)}, if there is a body`]);
  return table(["header", "value"], rows);
}

function parameterTable(
  title: string,
  where: string,
  { openApi, version }: VersionSpec,
  { request }: Located,
): string {
  const found = parametersOf(openApi, request).filter((parameter) => parameter.in === where);
  if (found.length === 0) return "";
  return `## ${title}\n\n${table(
    ["parameter", "values", "meaning"],
    found.map((parameter) => [
      code(parameter.name),
      where === "path" ? code(version) : contentOf(parameter),
      factText(parameter),
    ]),
  )}\n`;
}

function contentOf({ schema, required }: Parameter): string {
  const values = schema.enum
    ? codeList(schema.enum)
    : schema.type === "string"
      ? "text"
      : (schema.type ?? "");
  return required ? values : `${values}, optional`;
}

function formOf({ version }: VersionSpec, { request }: Located): string {
  const { requestBody } = request;
  return requestBody
    ? `## Request body\n\n${requestBody.description ?? ""} ${documentLink(version, requestBody)}\n\n`
    : "";
}

function documentLink(version: string, { content }: Pick<ApiResponse, "content">): string {
  const name = Object.values(content ?? {})
    .map(({ schema }) => nameOf(schema))
    .find(Boolean);
  return name ? `[${name}](/reference/${version}-documents.md#${name.toLowerCase()})` : "no body";
}
