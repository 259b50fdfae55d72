import { expect, test } from "vitest";
import { mermaidPicture } from "./mermaid-picture.ts";

const picture = mermaidPicture("stateDiagram-v2\n  [*] --> asked", 'What "asked" is');

test("a picture is drawn as SVG, and says what it shows", () => {
  expect(picture).toContain('<svg role="img" aria-label="What &quot;asked&quot; is"');
  expect(picture).toContain("<figcaption>What &quot;asked&quot; is</figcaption>");
  expect(picture).toContain("asked</text>");
});

test("a picture knows its width, and can be moved to and fro from the keyboard", () => {
  expect(picture).toMatch(/<div tabindex="0" style="--picture-width: [\d.]*[1-9][\d.]*px">/);
});

test("a picture asks nobody for a font, and its colours are the theme's", () => {
  expect(picture).not.toContain("<style");
  expect(picture).not.toMatch(/https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
  expect(picture).toContain("--bg:var(--vp-c-bg)");
});
