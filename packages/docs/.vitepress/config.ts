import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { declarationLinks } from "../src/markdown/declaration-links.ts";
import { mermaidFences } from "../src/markdown/mermaid-fences.ts";
import { navigation, sidebar } from "../src/site/navigation.ts";

const pages = fileURLToPath(new URL("../pages", import.meta.url));

export default defineConfig({
  srcDir: "pages",
  outDir: "dist/site",
  cacheDir: "dist/cache",
  base: process.env.DOCS_BASE ?? "/",
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
    nav: navigation(pages),
    sidebar: sidebar(pages),
    search: { provider: "local" },
    outline: { level: [2, 3] },
    docFooter: { prev: "Before", next: "Next" },
  },
});
