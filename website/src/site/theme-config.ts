import type { DefaultTheme } from "vitepress";

/** Configuration of the theme. */
export interface ThemeConfig extends DefaultTheme.Config {
  /** Release, such as `0.2`. Empty in development. */
  readonly release: string;
}
