import { join } from "node:path";
import { restVersions } from "@asyncstatus/model";
import type { DefaultTheme } from "vitepress";
import { pagesIn } from "./pages-in.ts";

/** Creates the navigation bar. */
export function navigation(pages: string): DefaultTheme.NavItem[] {
  const [firstGuide] = pagesIn([join(pages, "guides")], "/guides/");
  const versions = restVersions.map((version) => ({
    text: `REST ${version}`,
    link: `/reference/${version}`,
  }));
  return [
    { text: "Guides", link: firstGuide?.link ?? "/", activeMatch: "^/guides/" },
    { text: "Try it live", link: "/live/" },
    {
      text: "REST API",
      activeMatch: "^/reference/(v1|differences|marks)",
      items: [
        ...versions,
        { text: "Differences", link: "/reference/differences" },
        { text: "Evidence marks", link: "/reference/marks" },
      ],
    },
    { text: "Packages", link: "/packages/client", activeMatch: "^/packages/" },
    { text: "Reference", link: "/reference/", activeMatch: "^/reference/(?!v1|differences|marks)" },
  ];
}

/** Creates the sidebars. */
export function sidebar(pages: string): DefaultTheme.Sidebar {
  const guides = { text: "Guides", items: pagesIn([join(pages, "guides")], "/guides/") };
  const packages = {
    text: "Packages",
    items: pagesIn([join(pages, "gen/packages")], "/packages/"),
  };
  const all = pagesIn([join(pages, "reference"), join(pages, "gen/reference")], "/reference/");
  const listPage = (version: string, name: string) =>
    all.filter(({ link }) => link === `/reference/${version}-${name}`);
  const restPages = restVersions.map((version) => ({
    text: `REST ${version}`,
    link: `/reference/${version}`,
    collapsed: true,
    items: [
      ...listPage(version, "requests"),
      ...pagesIn([join(pages, "gen/reference", version)], `/reference/${version}/`),
      ...listPage(version, "documents"),
      ...listPage(version, "examples"),
    ],
  }));
  const group = (text: string, from: number, to: number) => ({
    text,
    items: all.filter(({ order }) => order >= from && order < to),
  });
  const reference = [
    { text: "REST API", items: [...restPages, ...group("", 30, 40).items] },
    group("Outcomes and commands", 40, 50),
    group("Reference device", 50, 60),
    group("Project", 60, 1001),
  ];
  return { "/guides/": [guides], "/packages/": [packages], "/reference/": reference };
}
