import { renderMermaidSVG } from "beautiful-mermaid";

// Variables of the theme, so that one diagram serves light and dark mode.
const colors = { bg: "var(--vp-c-bg)", fg: "var(--vp-c-text-1)", transparent: true };

/**
 * Draws a Mermaid diagram as SVG, without scripts or fonts.
 *
 * @param title Caption and label for screen readers.
 */
export function mermaidDiagram(source: string, title: string): string {
  const svg = renderMermaidSVG(source, colors)
    .replace(/<style>.*?<\/style>\n?/s, "")
    .replace("<svg ", `<svg role="img" aria-label="${escapeHtml(title)}" `);
  const [, width = "0"] = / width="([\d.]+)"/.exec(svg) ?? [];
  const frame = `<div tabindex="0" style="--picture-width: ${width}px">${svg}</div>`;
  return `<figure class="picture" v-pre>${frame}<figcaption>${escapeHtml(title)}</figcaption></figure>\n`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
