import { isDeepStrictEqual } from "node:util";
import { block, code, codeList, table } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import { type Difference, differencesOf } from "./differences.ts";
import type { Example, VersionSpec } from "./version-spec.ts";

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
The REST versions differ little, and a device also serves the older ones. This page lists all differences in the
specification and the examples.

${[...groupsOf(differences)]
  .map(
    ([subject, found]) =>
      `### ${subject}\n\n${table(
        ["", ...versions],
        found.map(({ path, values }) => [path.join(" › "), ...values.map(valueText)]),
      )}`,
  )
  .join("")}
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
    groups.set(subject, [
      ...(groups.get(subject) ?? []),
      { path: rest.filter((name) => name !== "schema").map(wordOf), values },
    ]);
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

function wordOf(name: string): string {
  if (name === "x-evidence") return "evidence";
  if (name === "enum") return "values";
  if (name === "properties") return "elements";
  return name.startsWith("x-") ? code(name) : name;
}

function valueText(value: unknown, index: number, values: readonly unknown[]): string {
  if (value === undefined) return "—";
  if (index > 0 && isDeepStrictEqual(value, values[index - 1])) return "same";
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string"))
    return codeList(value);
  const description = Reflect.get(Object(value), "description");
  return typeof description === "string" ? description : code(JSON.stringify(value));
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
