import { expect, test } from "vitest";
import { mermaidDiagram } from "./mermaid-diagram.ts";

const diagram = mermaidDiagram("stateDiagram-v2\n  [*] --> sent", 'A "sent" request');

test("draws an SVG with a caption and a label", () => {
  expect(diagram).toContain('<svg role="img" aria-label="A &quot;sent&quot; request"');
  expect(diagram).toContain("<figcaption>A &quot;sent&quot; request</figcaption>");
  expect(diagram).toContain("sent</text>");
});

test("the diagram has its width and scrolls with the keyboard", () => {
  expect(diagram).toMatch(/<div tabindex="0" style="--picture-width: [\d.]*[1-9][\d.]*px">/);
});

test("the diagram loads no font and uses the colors of the theme", () => {
  expect(diagram).not.toContain("<style");
  expect(diagram).not.toMatch(/https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
  expect(diagram).toContain("--bg:var(--vp-c-bg)");
});
