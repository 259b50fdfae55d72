import type { Result } from "./result.ts";
import { visible } from "./workflow-commands.ts";

/** Returns a result as Markdown in which its texts are neither Markdown nor HTML. */
export function stepSummary(command: string, { outcome, confidence, lines }: Result): string {
  const title = [outcome, confidence].filter(Boolean).join(", ");
  // In Markdown, only its end tag ends this element.
  const text = `<pre>${lines.map(inHtml).join("\n")}</pre>`;
  return `### asyncstatus ${inHtml(command)}: ${title}\n\n${text}\n\n`;
}

function inHtml(text: string): string {
  return visible(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
