import { isDeepStrictEqual } from "node:util";
import { block, code, codeList, table } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import { type Difference, differencesOf } from "./differences.ts";
import type { Example, VersionSpec } from "./version-spec.ts";

const listFormat = new Intl.ListFormat("en");

/** Creates the page of differences between the REST versions. */
export function differencesPage(specified: readonly VersionSpec[], order: number): Page {
  const versions = specified.map(({ version }) => version);
  const differences = differencesOf(specified.map(comparable));
  return {
    path: "reference/differences",
    title: "Differences between REST versions",
    description: "All differences between REST v1.0, v1.1 and v1.2.",
    order,
    body: `
The REST versions differ only slightly, and a device also serves the older ones. This page lists all differences in
the specification and the examples.

${[...groupsOf(differences)]
  .map(([subject, found]) => `### ${subject}\n\n${sentencesOf(found, versions)}\n`)
  .join("\n")}
## Examples that differ

${examplesThatDiffer(specified)}`,
  };
}

/** Returns the document without its version number. */
function comparable({ openApi, version }: VersionSpec): unknown {
  return JSON.parse(JSON.stringify(openApi).replaceAll(JSON.stringify(version), '"{version}"'));
}

/** Groups differences by request or document. */
function groupsOf(differences: readonly Difference[]): Map<string, Difference[]> {
  const groups = new Map<string, Difference[]>();
  for (const { path, values } of differences) {
    const [subject, rest] = subjectOf(path);
    const difference = { path: rest.filter((name) => name !== "schema"), values };
    groups.set(subject, [...(groups.get(subject) ?? []), difference]);
  }
  return groups;
}

function subjectOf(path: readonly string[]): [subject: string, rest: string[]] {
  const [top = "", first = "", second = "", ...rest] = path;
  if (top === "paths")
    return [`${second.toUpperCase()} ${first.replace("/rest/{version}", "")}`, rest];
  if (top === "components") return [`${second}`, rest];
  return ["API", path.slice(1)];
}

function sentencesOf(differences: readonly Difference[], versions: readonly string[]): string {
  const isList = differences.find(({ path }) => path.join() === "type");
  // The form of a list is one difference with several keys.
  const others = isList
    ? differences.filter(({ path: [key = ""] }) => !listKeys.includes(key))
    : differences;
  return [...(isList ? [isList] : []), ...others]
    .map((difference) => `- ${sentenceOf(difference, versions)}\n`)
    .join("");
}

const listKeys = ["type", "xml", "items", "allOf", "x-xml-any-depth", "x-read-as-list"];

/** @throws {Error} If there are no words for a difference. */
function sentenceOf({ path, values }: Difference, versions: readonly string[]): string {
  const named = inVersions(values, versions);
  switch (path.join(" ").replace(/^parameters \S+/, "parameters")) {
    case "summary":
      return `The summary is ${named((summary: string) => `“${summary}”`)}.`;
    case "enum":
      return `The values are ${named(codeList)}.`;
    case "parameters":
      return `The parameter ${code(path[1] ?? "")} is ${named((parameter: unknown) => (parameter ? "supported" : "not supported"))}.`;
    case "parameters enum":
      return `The parameter ${code(path[1] ?? "")} can be ${named(codeList)}.`;
    case "x-evidence mark":
    case "x-evidence xml":
      return `The ${path[1] === "xml" ? "XML form" : "fact"} is ${named((mark: string | undefined) => mark ?? "documented")}.`;
    case "x-evidence note":
      return values
        .flatMap((note, index) =>
          note === undefined || values.indexOf(note) < index
            ? []
            : [`In ${versionsWith(note, values, versions)}: ${note}`],
        )
        .join("\n- ");
    case "properties":
      return `Elements are ${named((elements: unknown) => (elements ? `specified (${codeList(namesIn(elements))})` : "not specified"))}.`;
    case "type":
      return `The content is ${named((type: string) => (type === "array" ? "a list of elements" : "one element"))}.`;
    default:
      throw new Error(
        `differences-page.ts has no sentence for ${path.join(" › ")}: ${JSON.stringify(values)}`,
      );
  }
}

/** Returns the names of elements and of those in them. */
function namesIn(elements: unknown): string[] {
  return Object.entries(Object(elements)).flatMap(([name, element]) => [
    name,
    ...namesIn(Object(element).properties),
  ]);
}

/** Returns a function that lists the different values, each with its versions. */
function inVersions(
  values: readonly unknown[],
  versions: readonly string[],
): <Value>(text: (value: Value) => string) => string {
  const distinct = values.filter(
    (value, index) => values.findIndex((other) => isDeepStrictEqual(value, other)) === index,
  );
  return <Value>(text: (value: Value) => string) =>
    listFormat.format(
      distinct.map(
        (value) => `${text(value as Value)} in ${versionsWith(value, values, versions)}`,
      ),
    );
}

function versionsWith(
  value: unknown,
  values: readonly unknown[],
  versions: readonly string[],
): string {
  return listFormat.format(
    versions.filter((_version, index) => isDeepStrictEqual(values[index], value)),
  );
}

function examplesThatDiffer(specified: readonly VersionSpec[]): string {
  const names = [...new Set(specified.flatMap(({ examples }) => examples.map(({ name }) => name)))];
  const differing = names
    .map((name) => ({ name, texts: specified.map((one) => textOf(one, name)) }))
    .filter(({ texts }) => new Set(texts).size > 1);
  const rows = differing.map(({ name, texts }) => [code(name), ...texts.map(exampleState)]);
  const blocks = differing
    .filter(({ texts }) => new Set(texts.filter((text) => text !== undefined)).size > 1)
    .map(({ name, texts }) => {
      const distinct = Map.groupBy(specified, (_one, index) => texts[index]);
      const each = [...distinct].map(([text, from]) => {
        const where = from.map(({ version }) => version).join(", ");
        return text === undefined ? "" : `In ${where}:\n\n${block("xml", text)}`;
      });
      return `### ${name.replaceAll("/", ": ").replaceAll("-", " ")}\n\n${each.join("")}`;
    });
  return `${table(["example", ...specified.map(({ version }) => version)], rows)}${blocks.join("")}`;
}

function exampleState(
  text: string | undefined,
  index: number,
  texts: readonly (string | undefined)[],
): string {
  if (text === undefined) return "—";
  return texts.indexOf(text) < index ? "same" : index === 0 ? "present" : "different";
}

function textOf({ examples, version }: VersionSpec, name: string): string | undefined {
  const example = examples.find((one: Example) => one.name === name);
  return example?.xml.replaceAll(`/rest/${version}/`, "/rest/{version}/");
}
