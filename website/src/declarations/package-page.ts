import { relative } from "node:path";
import { workspace } from "../package-folder.ts";
import { block } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import type { Entry } from "./declarations-of.ts";
import type { Declared, Kind } from "./declared-in.ts";
import { type Places, placeOf } from "./places.ts";

const groups: readonly (readonly [kind: Kind, title: string])[] = [
  ["function", "Functions"],
  ["class", "Classes"],
  ["error", "Errors"],
  ["value", "Values"],
  ["type", "Types"],
];

/** Where each export is told of: in the first entry that has it, of the package that declares it. */
export function placesOf(entries: readonly Entry[]): Map<string, string> {
  const places = new Map<string, string>();
  for (const { name, exports } of entries) {
    for (const declared of exports) {
      if (homeOf(declared) !== name.split("/")[1] || places.has(keyOf(declared))) continue;
      places.set(keyOf(declared), placeIn(name, declared));
    }
  }
  return places;
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
  const isHere = (declared: Declared) => places.get(keyOf(declared)) === placeIn(name, declared);
  const elsewhere = exports
    .filter((declared) => !isHere(declared))
    .map((declared) => `[\`${declared.name}\`](${places.get(keyOf(declared))})`);
  const texts = groups.map(([kind, title]) => {
    const found = exports.filter((declared) => declared.kind === kind && isHere(declared));
    if (found.length === 0) return "";
    return `### ${title} {#${slugOf(name)}-${title.toLowerCase()}}\n\n${found
      .map((declared) => declaredText(declared, name, places))
      .join("")}`;
  });
  const list = elsewhere.length === 0 ? "" : `It passes on ${elsewhere.join(", ")}.\n\n`;
  return `## Exports of \`${name}\`\n\n${list}${texts.join("")}`;
}

function declaredText(declared: Declared, entry: string, places: Places): string {
  const { name, kind, summary, throws, parameters, code } = declared;
  const heading = `#### ${name}${kind === "function" ? "()" : ""} {#${anchorOf(entry, declared)}}\n\n`;
  const home = homeOf(declared);
  const prose = (text: string) => withReferences(text, home, places);
  const list = [
    ...parameters.map(({ name, text }) => `- \`${name}\`: ${prose(text)}\n`),
    ...throws.map((text) => `- Throws ${prose(text)}\n`),
  ].join("");
  return `${heading}${prose(summary)}\n\n${list}${list && "\n"}${block(`ts declaration ${home}`, code)}`;
}

/** A docstring in Markdown: \`{@link}\` is a link, and a tag in it is text. */
function withReferences(text: string, home: string, places: Places): string {
  return text
    .replaceAll(/\{@link ([\w.]+)(?:\s*\|[^}]*)?\}/g, (_link, name: string) => {
      const place = placeOf(places, home, name.split(".")[0] ?? "");
      return place ? `[\`${name}\`](${place})` : `\`${name}\``;
    })
    .replaceAll(/\n\s*/g, "\n");
}

function keyOf(declared: Declared): string {
  return `${homeOf(declared)}/${declared.name}`;
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

function placeIn(entry: string, declared: Declared): string {
  return `${addressOf(entry)}.md#${anchorOf(entry, declared)}`;
}

/** Exports of the main entry have their names; those of another, the entry's name before it. Links know no capitals. */
function anchorOf(entry: string, { name }: Declared): string {
  const [, , sub] = entry.split("/");
  return (sub ? `${sub}-${name}` : name).toLowerCase();
}
