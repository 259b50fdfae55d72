import type { DefaultTheme } from "vitepress";

/** What the theme is told, besides what VitePress tells its own. */
export interface ThemeConfig extends DefaultTheme.Config {
  /** The release that the pages are of, as in `0.2`; empty where they are served from sources. */
  readonly release: string;
}
