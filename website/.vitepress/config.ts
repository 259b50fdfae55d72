import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { declarationLinks } from "../src/markdown/declaration-links.ts";
import { mermaidFences } from "../src/markdown/mermaid-fences.ts";
import { placeholders } from "../src/release/placeholders.ts";
import { navigation, sidebar } from "../src/site/navigation.ts";
import type { ThemeConfig } from "../src/site/theme-config.ts";

const isBundle = process.env.DOCS_BUNDLE === "1";
const pages = fileURLToPath(new URL("../pages", import.meta.url));

/** Puts asyncstatus and the newest REST version first. VitePress sends the source of this function. */
const boostDocument = (id: string) => {
  const [, version, request] = /\/reference\/(v\d[\d.]*?)[/-]([\w-]+)\.html/.exec(id) ?? [];
  if (!version) return 1;
  if (version !== "v1.2") return 0.2;
  return request === "get-async-status" ? 3 : 1;
};

const base = isBundle ? placeholders.base : "/";

export default defineConfig<ThemeConfig>({
  srcDir: "pages",
  outDir: "dist/bundle",
  cacheDir: "dist/cache",
  base,
  // Generated pages have the same addresses as others.
  rewrites: { "gen/:page*": ":page*" },
  cleanUrls: false,
  lang: "en",
  title: "asyncstatus",
  titleTemplate: ":title · asyncstatus",
  description: "Reliable results of asynchronous requests of the Oracle SBC's REST API.",
  lastUpdated: false,
  head: [
    ["meta", { name: "color-scheme", content: "light dark" }],
    ["link", { rel: "icon", type: "image/svg+xml", href: `${base}logo.svg` }],
  ],
  vite: { build: { license: { fileName: "licenses.md" } } },
  markdown: {
    config: mermaidFences,
    codeTransformers: [declarationLinks(`${pages}/gen/export-links.json`)],
  },
  themeConfig: {
    release: isBundle ? placeholders.release : "",
    logo: { src: "/logo.svg", alt: "" },
    nav: navigation(pages),
    sidebar: sidebar(pages),
    search: { provider: "local", options: { miniSearch: { searchOptions: { boostDocument } } } },
    outline: { level: [2, 3] },
    docFooter: { prev: "Previous", next: "Next" },
  },
});
