import { relative } from "node:path";
import { workspace } from "../package-folder.ts";
import { block } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import type { Declaration, Kind } from "./declaration.ts";
import { type ExportLinks, linkTo } from "./export-links.ts";
import type { Entry } from "./read-entries.ts";

type Group = readonly [kind: Kind, title: string];

const groups: readonly Group[] = [
  ["function", "Functions"],
  ["class", "Classes"],
  ["error", "Errors"],
  ["value", "Values"],
];
const types: readonly Group[] = [["type", "Types"]];

/** Returns the addresses of all exports: in the declaring package, in the first entry that exports it. */
export function exportLinks(entries: readonly Entry[]): Map<string, string> {
  const links = new Map<string, string>();
  for (const { name, exports } of entries) {
    for (const declaration of exports) {
      if (homeOf(declaration) !== name.split("/")[1] || links.has(keyOf(declaration))) continue;
      links.set(keyOf(declaration), linkIn(name, declaration));
    }
  }
  return links;
}

/** Creates the pages of a package: its README with its exports, and its types. */
export function packagePages(
  of: { readonly entries: readonly Entry[]; readonly prose: string; readonly description: string },
  links: ExportLinks,
  order: number,
): Page[] {
  const [{ name }] = of.entries as [Entry];
  const textOf = (kinds: readonly Group[]) =>
    of.entries.map((entry) => entryText(entry, kinds, links)).join("");
  const layout = { outline: [2, 4] } as const;
  const typesAddress = addressOf(name, "type");
  return [
    {
      path: addressOf(name).slice(1),
      title: name,
      layout,
      description: of.description,
      order,
      body: `${of.prose}\n\n${textOf(groups)}The types are on [a separate page](${typesAddress}.md).\n`,
    },
    {
      path: typesAddress.slice(1),
      title: `Types of ${name}`,
      layout,
      description: `The exported types of ${name}.`,
      order: order + 0.5,
      body: textOf(types),
    },
  ];
}

function entryText({ name, exports }: Entry, kinds: readonly Group[], links: ExportLinks): string {
  const isHere = (declaration: Declaration) =>
    links.get(keyOf(declaration)) === linkIn(name, declaration);
  const elsewhere = exports
    .filter(
      (declaration) => !isHere(declaration) && kinds.some(([kind]) => kind === declaration.kind),
    )
    .map((declaration) => `[\`${declaration.name}\`](${links.get(keyOf(declaration))})`);
  const texts = kinds.map(([kind, title]) => {
    const found = exports.filter((declaration) => declaration.kind === kind && isHere(declaration));
    if (found.length === 0) return "";
    const heading = `### ${title} {#${slugOf(name)}-${title.toLowerCase()}}\n\n`;
    return `${kinds.length > 1 ? heading : ""}${found
      .map((declaration) => declarationText(declaration, name, links))
      .join("")}`;
  });
  const list = elsewhere.length === 0 ? "" : `Re-exports ${elsewhere.join(", ")}.\n\n`;
  const body = `${list}${texts.join("")}`;
  return body === "" ? "" : `## Exports of \`${name}\`\n\n${body}`;
}

function declarationText(declaration: Declaration, entry: string, links: ExportLinks): string {
  const { name, kind, summary, throws, parameters, code } = declaration;
  const heading = `#### ${name}${kind === "function" ? "()" : ""} {#${anchorOf(entry, declaration)}}\n\n`;
  const home = homeOf(declaration);
  const prose = (text: string) => withReferences(text, home, links);
  const list = [
    ...parameters.map(({ name, text }) => `- \`${name}\`: ${prose(text)}\n`),
    ...throws.map((text) => `- Throws ${prose(text)}\n`),
  ].join("");
  return `${heading}${prose(summary)}\n\n${list}${list && "\n"}${block(`ts declaration ${home}`, code)}`;
}

/** Converts a docstring to Markdown. */
function withReferences(text: string, home: string, links: ExportLinks): string {
  return text
    .replaceAll(/\{@link ([\w.]+)(?:\s*\|[^}]*)?\}/g, (_match, name: string) => {
      const link = linkTo(links, home, name.split(".")[0] ?? "");
      return link ? `[\`${name}\`](${link})` : `\`${name}\``;
    })
    .replaceAll(/\n\s*/g, "\n");
}

function keyOf(declaration: Declaration): string {
  return `${homeOf(declaration)}/${declaration.name}`;
}

function homeOf({ source }: Declaration): string {
  return relative(workspace, source).split("/")[1] ?? "";
}

function addressOf(entry: string, kind?: Kind): string {
  return `/packages/${entry.split("/")[1]}${kind === "type" ? "-types" : ""}`;
}

function slugOf(entry: string): string {
  return entry.split("/").slice(1).join("-");
}

function linkIn(entry: string, declaration: Declaration): string {
  return `${addressOf(entry, declaration.kind)}.md#${anchorOf(entry, declaration)}`;
}

/**
 * Returns the anchor of an export: its name in lower case, after the entry's name unless it is the main entry.
 * Values have a suffix, because a type may differ from a value only in case.
 */
function anchorOf(entry: string, { name, kind }: Declaration): string {
  const [, , sub] = entry.split("/");
  const anchor = kind === "value" ? `${name}-value` : name;
  return (sub ? `${sub}-${anchor}` : anchor).toLowerCase();
}
