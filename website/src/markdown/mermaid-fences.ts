import type { MarkdownRenderer } from "vitepress";
import { mermaidPicture } from "./mermaid-picture.ts";

/** Draws fences of the language `mermaid`; what stands behind that word is the picture's caption. */
export function mermaidFences(markdown: MarkdownRenderer): void {
  const { fence } = markdown.renderer.rules;
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const { info = "", content = "" } = tokens[index] ?? {};
    const [, title] = /^mermaid\s+(.*)$/.exec(info.trim()) ?? [];
    if (title) return mermaidPicture(content, title);
    if (info.trim() === "mermaid") throw new Error(`A picture needs a caption:\n${content}`);
    return fence?.(tokens, index, ...rest) ?? "";
  };
}
