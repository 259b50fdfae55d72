import { existsSync, readFileSync } from "node:fs";
import type { MarkdownOptions } from "vitepress";
import { linkTo } from "../declarations/export-links.ts";

type Transformer = NonNullable<MarkdownOptions["codeTransformers"]>[number];

/**
 * Links the names of exports in blocks of the language `ts declaration PACKAGE`.
 *
 * @param file JSON file with pairs of name and address, read for the first such block.
 */
export function declarationLinks(file: string): Transformer {
  let links: Map<string, string> | undefined;
  return {
    name: "declaration-links",
    span(node) {
      const [, home] = /^declaration (\w+)/.exec(this.options.meta?.__raw ?? "") ?? [];
      if (!home) return;
      links ??= new Map(existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : []);
      const [child] = node.children;
      if (child?.type !== "text") return;
      const [, before = "", name = "", after = ""] = /^(\W*)(\w+)(\W*)$/.exec(child.value) ?? [];
      const address = linkTo(links, home, name);
      if (!address || this.source.split(/[\W]/).slice(0, 3).includes(name)) return;
      const [page = "", anchor] = address.split(".md#");
      const href = `${page.replace("/packages/", "")}.html#${anchor}`;
      const text = (value: string) => ({ type: "text", value }) as const;
      const link = { type: "element", tagName: "a", properties: { href }, children: [text(name)] };
      node.children = [text(before), link as typeof node, text(after)];
    },
  };
}
