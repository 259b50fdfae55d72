import { existsSync, readFileSync } from "node:fs";
import type { MarkdownOptions } from "vitepress";
import { placeOf } from "../declarations/places.ts";

type Transformer = NonNullable<MarkdownOptions["codeTransformers"]>[number];

/**
 * Makes the names of exports in a block of the language `ts declaration PACKAGE` links to where they are told of.
 *
 * @param file - pairs of name and address, as JSON; read when the first such block is coloured
 */
export function declarationLinks(file: string): Transformer {
  let places: Map<string, string> | undefined;
  return {
    name: "declaration-links",
    span(node) {
      const [, home] = /^declaration (\w+)/.exec(this.options.meta?.__raw ?? "") ?? [];
      if (!home) return;
      places ??= new Map(existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : []);
      const [child] = node.children;
      if (child?.type !== "text") return;
      const [, before = "", name = "", after = ""] = /^(\W*)(\w+)(\W*)$/.exec(child.value) ?? [];
      const place = placeOf(places, home, name);
      if (!place || this.source.split(/[\W]/).slice(0, 3).includes(name)) return;
      const [page = "", anchor] = place.split(".md#");
      const href = `${page.replace("/packages/", "")}.html#${anchor}`;
      const text = (value: string) => ({ type: "text", value }) as const;
      const link = { type: "element", tagName: "a", properties: { href }, children: [text(name)] };
      node.children = [text(before), link as typeof node, text(after)];
    },
  };
}
