import { renderMermaidSVG } from "beautiful-mermaid";

// Its colours are the theme's, by variables that `theme/pictures.css` derives: one picture, dark and light.
const colours = { bg: "var(--vp-c-bg)", fg: "var(--vp-c-text-1)", transparent: true };

/**
 * A Mermaid diagram as SVG, drawn at build: no script draws it in the browser, and it loads no font.
 *
 * @param title - what a reader who does not see it is told, and its caption
 */
export function mermaidPicture(source: string, title: string): string {
  const svg = renderMermaidSVG(source, colours)
    .replace(/<style>.*?<\/style>\n?/s, "")
    .replace("<svg ", `<svg role="img" aria-label="${escapeHtml(title)}" `);
  const [, width = "0"] = / width="([\d.]+)"/.exec(svg) ?? [];
  const frame = `<div tabindex="0" style="--picture-width: ${width}px">${svg}</div>`;
  return `<figure class="picture" v-pre>${frame}<figcaption>${escapeHtml(title)}</figcaption></figure>\n`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
