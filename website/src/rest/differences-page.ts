import { isDeepStrictEqual } from "node:util";
import { block, code, table, words } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import { type Difference, differencesOf } from "./differences.ts";
import type { Example, Specified } from "./specification.ts";

/** All that differs between the REST versions, found by comparing their documents. */
export function differencesPage(specified: readonly Specified[], order: number): Page {
  const versions = specified.map(({ version }) => version);
  const differences = differencesOf(specified.map(comparable));
  return {
    path: "reference/differences",
    title: "Differences between REST versions",
    description:
      "All that differs between REST v1.0, v1.1 and v1.2, found by comparing the documents.",
    order,
    body: `
The REST versions differ little; a device goes on serving the older ones. This is all that the
specification says differently of them, in HTTP and then in the examples. What is not here is the same.

${[...groupsOf(differences)]
  .map(
    ([place, found]) =>
      `### ${place}\n\n${table(
        ["", ...versions],
        found.map(({ path, values }) => [path.join(" › "), ...values.map(sayValue)]),
      )}`,
  )
  .join("")}
## Examples that differ

${examplesThatDiffer(specified)}`,
  };
}

/** A document without what is different in each for certain: its own version. */
function comparable({ openApi, version }: Specified): unknown {
  return JSON.parse(JSON.stringify(openApi).replaceAll(JSON.stringify(version), '"{version}"'));
}

/** By what the differences are of: a request, a document or the whole. */
function groupsOf(differences: readonly Difference[]): Map<string, Difference[]> {
  const groups = new Map<string, Difference[]>();
  for (const { path, values } of differences) {
    const [place, rest] = placeOf(path);
    groups.set(place, [
      ...(groups.get(place) ?? []),
      { path: rest.filter((name) => name !== "schema").map(wordOf), values },
    ]);
  }
  return groups;
}

function placeOf(path: readonly string[]): [place: string, rest: string[]] {
  const [top = "", first = "", second = "", ...rest] = path;
  if (top === "paths")
    return [`${second.toUpperCase()} ${first.replace("/rest/{version}", "")}`, rest];
  if (top === "components") return [`${second}`, rest];
  return ["The whole", path.slice(1)];
}

function wordOf(name: string): string {
  if (name === "x-evidence") return "certainty";
  if (name === "enum") return "words";
  if (name === "properties") return "elements";
  return name.startsWith("x-") ? code(name) : name;
}

/** What a document says there; of what an older one says as the next newer one does, only that. */
function sayValue(value: unknown, index: number, values: readonly unknown[]): string {
  if (value === undefined) return "—";
  if (index > 0 && isDeepStrictEqual(value, values[index - 1])) return "the same";
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return words(value);
  const description = Reflect.get(Object(value), "description");
  return typeof description === "string" ? description : code(JSON.stringify(value));
}

function examplesThatDiffer(specified: readonly Specified[]): string {
  const names = [...new Set(specified.flatMap(({ examples }) => examples.map(({ name }) => name)))];
  const differing = names
    .map((name) => ({ name, texts: specified.map((one) => textOf(one, name)) }))
    .filter(({ texts }) => new Set(texts).size > 1);
  const rows = differing.map(({ name, texts }) => [code(name), ...texts.map(sayWhich)]);
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

/** Whether there is a text, and whether it is the one of a newer version. */
function sayWhich(
  text: string | undefined,
  index: number,
  texts: readonly (string | undefined)[],
): string {
  if (text === undefined) return "—";
  return texts.indexOf(text) < index ? "the same" : index === 0 ? "there" : "its own";
}

function textOf({ examples, version }: Specified, name: string): string | undefined {
  const example = examples.find((one: Example) => one.name === name);
  return example?.xml.replaceAll(`/rest/${version}/`, "/rest/{version}/");
}
