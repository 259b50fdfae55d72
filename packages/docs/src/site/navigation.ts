import { join } from "node:path";
import type { DefaultTheme } from "vitepress";
import { pagesIn } from "./pages-in.ts";

/** What stands at the top of every page. */
export function navigation(pages: string): DefaultTheme.NavItem[] {
  const [firstGuide] = pagesIn(join(pages, "guides"), "/guides/");
  return [
    { text: "Guides", link: firstGuide?.link ?? "/guides/", activeMatch: "^/guides/" },
    { text: "Try it live", link: "/live/" },
    { text: "Reference", link: "/reference/", activeMatch: "^/(reference|packages)/" },
  ];
}

/** What stands beside the pages of a part of the site. */
export function sidebar(pages: string): DefaultTheme.Sidebar {
  const guides = { text: "Guides", items: pagesIn(join(pages, "guides"), "/guides/") };
  const reference = {
    text: "Reference",
    items: [
      { text: "Overview", link: "/reference/" },
      ...pagesIn(join(pages, "reference"), "/reference/"),
    ],
  };
  return { "/guides/": [guides], "/reference/": [reference] };
}
