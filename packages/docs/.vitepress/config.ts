import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { declarationLinks } from "../src/markdown/declaration-links.ts";
import { mermaidFences } from "../src/markdown/mermaid-fences.ts";
import { placeholders } from "../src/release/placeholders.ts";
import { navigation, sidebar } from "../src/site/navigation.ts";
import type { ThemeConfig } from "../src/site/theme-config.ts";

const isBundle = process.env.DOCS_BUNDLE === "1";
const pages = fileURLToPath(new URL("../pages", import.meta.url));

export default defineConfig<ThemeConfig>({
  srcDir: "pages",
  outDir: "dist/bundle",
  cacheDir: "dist/cache",
  base: isBundle ? placeholders.base : "/",
  // What is generated is a page like any other: readers see no difference in its address.
  rewrites: { "gen/:page*": ":page*" },
  cleanUrls: false,
  lang: "en",
  title: "asyncstatus",
  titleTemplate: ":title · asyncstatus",
  description:
    "Did my request take effect? Asynchronous requests of the Oracle SBC, known to their end.",
  lastUpdated: false,
  // The theme brings its fonts along; ours are those of the reader's system.
  head: [["meta", { name: "color-scheme", content: "light dark" }]],
  markdown: {
    config: mermaidFences,
    codeTransformers: [declarationLinks(`${pages}/gen/places.json`)],
  },
  themeConfig: {
    release: isBundle ? placeholders.release : "",
    nav: navigation(pages),
    sidebar: sidebar(pages),
    search: { provider: "local" },
    outline: { level: [2, 3] },
    docFooter: { prev: "Before", next: "Next" },
  },
});
