import { existsSync, readFileSync } from "node:fs";
import type { MarkdownOptions } from "vitepress";

type Transformer = NonNullable<MarkdownOptions["codeTransformers"]>[number];

/**
 * Makes the names of exports in a block of the language `ts declaration` links to where they are told of.
 *
 * @param file - pairs of name and address, as JSON; read when the first such block is coloured
 */
export function declarationLinks(file: string): Transformer {
  let places: Map<string, string> | undefined;
  return {
    name: "declaration-links",
    span(node) {
      if (!this.options.meta?.__raw?.includes("declaration")) return;
      places ??= new Map(existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : []);
      const [child] = node.children;
      if (child?.type !== "text") return;
      const place = places.get(child.value.trim());
      if (!place) return;
      const [page = "", anchor] = place.split(".md#");
      const href = `${page.replace("/packages/", "")}.html#${anchor}`;
      node.children = [{ type: "element", tagName: "a", properties: { href }, children: [child] }];
    },
  };
}
