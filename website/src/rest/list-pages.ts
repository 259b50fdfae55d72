import { block, code, details, table } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import { elementsOf } from "./elements-of.ts";
import { type Evidence, factText, mark, noteOf, type OpenApi } from "./open-api.ts";
import { requestsOf } from "./request-code.ts";
import { requestAddress } from "./request-page.ts";
import type { Example, VersionSpec } from "./version-spec.ts";

/** Creates the page of the requests of a REST version, and what they have in common. */
export function requestsPage(specified: VersionSpec): Page {
  const { version, openApi } = specified;
  return {
    path: `reference/${version}-requests`,
    title: `REST ${version} requests`,
    navigation: "All requests",
    description: `All REST ${version} requests, and what they have in common.`,
    order: 0,
    body: `
${openApi.info["x-evidence"]?.note ?? ""} The source is [the vendor's documentation](${openApi.externalDocs.url}).
See [evidence marks](/reference/marks.md) for what the marks mean, and the [REST reference](/reference/${version}.md)
for downloads.

${table(
  ["request", "what it does"],
  requestsOf(openApi, version).map((located) => [
    `[${located.method} ${located.path}](${requestAddress(version, located)}.md)`,
    located.request.summary,
  ]),
)}
## Access

${accessOf(openApi)}`,
  };
}

/** Creates the page of the documents of a REST version. */
export function documentsPage({ version, openApi }: VersionSpec): Page {
  return {
    path: `reference/${version}-documents`,
    title: `REST ${version} documents`,
    navigation: "Documents",
    description: `The elements of each REST ${version} document, with evidence marks.`,
    order: 0,
    body: documentsOf(openApi),
  };
}

/** Creates the page of the examples of a REST version. */
export function examplesPage({ version, examples }: VersionSpec): Page {
  return {
    path: `reference/${version}-examples`,
    title: `REST ${version} examples`,
    navigation: "Examples",
    description: `Examples of each REST ${version} document, as XML and JSON.`,
    order: 0,
    body: `
Each example is a body that a device sends, valid against the XSD of ${version}. The JSON form is the decoded body.

${examples.map(exampleText(version)).join("")}`,
  };
}

function exampleText(version: string): (example: Example) => string {
  return ({ name, xml }) => {
    const title = name.replaceAll("/", ": ").replaceAll("-", " ");
    const file = `/downloads/${version}/examples/${name}`;
    const links = `[XML](${file}.xml) · [JSON](${file}.json)`;
    return `## ${title} {#${name.replaceAll("/", "-")}}

${details("XML", block("xml", xml))}${links}

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

function documentsOf(openApi: OpenApi): string {
  return Object.entries(openApi.components.schemas)
    .filter(([, schema]) => schema["x-document"] || schema["x-form"])
    .map(([name, schema]) => {
      const rows = elementsOf(openApi, schema).map(({ path, content, evidence, description }) => [
        `${code(path)}<br>${content}`,
        factText({ description, ...(evidence && { "x-evidence": evidence }) }),
      ]);
      const kind = schema["x-form"] ? "field" : "element";
      return `## ${name} {#${name.toLowerCase()}}

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
