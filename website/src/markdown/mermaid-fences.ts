import type { MarkdownRenderer } from "vitepress";
import { mermaidDiagram } from "./mermaid-diagram.ts";

/** Draws fences of the language `mermaid`. The text after the language is the caption. */
export function mermaidFences(markdown: MarkdownRenderer): void {
  const { fence } = markdown.renderer.rules;
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const { info = "", content = "" } = tokens[index] ?? {};
    const [, title] = /^mermaid\s+(.*)$/.exec(info.trim()) ?? [];
    if (title) return mermaidDiagram(content, title);
    if (info.trim() === "mermaid") throw new Error(`A diagram needs a caption:\n${content}`);
    return fence?.(tokens, index, ...rest) ?? "";
  };
}
