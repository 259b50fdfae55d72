import { relative } from "node:path";
import { workspace } from "../package-folder.ts";
import { block } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import type { Entry } from "./declarations-of.ts";
import type { Declared, Kind } from "./declared-in.ts";

const groups: readonly (readonly [kind: Kind, title: string])[] = [
  ["function", "Functions"],
  ["class", "Classes"],
  ["error", "Errors"],
  ["value", "Values"],
  ["type", "Types"],
];

/** Where the exports of all packages are told of: addresses by name. */
export type Places = ReadonlyMap<string, string>;

/** Where each export is told of; what several packages export, in that one which declares it. */
export function placesOf(entries: readonly Entry[]): Map<string, string> {
  return new Map(
    entries.flatMap(({ name, exports }) =>
      exports
        .filter((declared) => homeOf(declared) === name.split("/")[1])
        .map((declared) => [declared.name, `${addressOf(name)}.md#${anchorOf(name, declared)}`]),
    ),
  );
}

/** A package: what its README says, and each of its exports. */
export function packagePage(
  of: { readonly entries: readonly Entry[]; readonly prose: string; readonly description: string },
  places: Places,
  order: number,
): Page {
  const [main] = of.entries as [Entry];
  return {
    path: addressOf(main.name).slice(1),
    title: main.name,
    layout: { outline: [2, 4] },
    description: of.description,
    order,
    body: `${of.prose}\n\n${of.entries.map((entry) => entryText(entry, places)).join("")}`,
  };
}

function entryText({ name, exports }: Entry, places: Places): string {
  const single = `## Exports of \`${name}\`\n\n`;
  return `${single}${groups
    .map(([kind, title]) => {
      const found = exports.filter((declared) => declared.kind === kind);
      if (found.length === 0) return "";
      return `### ${title} {#${slugOf(name)}-${title.toLowerCase()}}\n\n${found
        .map((declared) => declaredText(declared, name, places))
        .join("")}`;
    })
    .join("")}`;
}

function declaredText(declared: Declared, entry: string, places: Places): string {
  const { name, kind, summary, throws, parameters, code } = declared;
  const heading = `#### ${name}${kind === "function" ? "()" : ""} {#${anchorOf(entry, declared)}}\n\n`;
  const prose = (text: string) => withReferences(text, places);
  const home = homeOf(declared);
  if (home !== entry.split("/")[1]) {
    return `${heading}${prose(summary)} It is [the one of \`@asyncstatus/${home}\`](${places.get(name)}).\n\n`;
  }
  const list = [
    ...parameters.map(({ name, text }) => `- \`${name}\`: ${prose(text)}\n`),
    ...throws.map((text) => `- Throws ${prose(text)}\n`),
  ].join("");
  return `${heading}${prose(summary)}\n\n${list}${list && "\n"}${block("ts declaration", code)}`;
}

/** A docstring in Markdown: \`{@link}\` is a link, and a tag in it is text. */
function withReferences(text: string, places: Places): string {
  return text
    .replaceAll(/\{@link ([\w.]+)(?:\s*\|[^}]*)?\}/g, (_link, name: string) => {
      const place = places.get(name.split(".")[0] ?? "");
      return place ? `[\`${name}\`](${place})` : `\`${name}\``;
    })
    .replaceAll(/\n\s*/g, "\n");
}

function homeOf({ source }: Declared): string {
  return relative(workspace, source).split("/")[1] ?? "";
}

function addressOf(entry: string): string {
  return `/packages/${entry.split("/")[1]}`;
}

function slugOf(entry: string): string {
  return entry.split("/").slice(1).join("-");
}

/** Exports of the main entry have their names; those of another, the entry's name before it. Links know no capitals. */
function anchorOf(entry: string, { name }: Declared): string {
  const [, , sub] = entry.split("/");
  return (sub ? `${sub}-${name}` : name).toLowerCase();
}
