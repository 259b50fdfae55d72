import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { workspace } from "../package-folder.ts";
import { sitePages } from "./site-pages.ts";

/** What stands below the title of a Markdown file of the workspace, with its links as they are here. */
export function include(file: string): string {
  const text = withoutNotice(readFileSync(join(workspace, file), "utf8"));
  return withLinks(text, file).replace(/^# .*\n/, "");
}

/** A text without the comment at its start that says what wrote it. */
export function withoutNotice(text: string): string {
  return text.replace(/^<!--[\s\S]*?-->\s*/, "");
}

/**
 * A text of the workspace with links to what is on this site. What is in the repository only is named
 * instead, since a site does not know where its repository is.
 */
export function withLinks(text: string, file: string): string {
  return text.replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, (link, label: string, target: string) => {
    if (/^(https?:|#)/.test(target)) return link;
    const [path = "", anchor] = target.split("#");
    const inWorkspace = normalize(join(dirname(file), path)).replace(/\/$/, "");
    const page = sitePages[inWorkspace] ?? sitePages[`${inWorkspace}/README.md`];
    if (page) return `[${label}](${page}${anchor ? `#${anchor}` : ""})`;
    const named = label.replaceAll("`", "").replace(/\/$/, "") === path.replace(/\/$/, "");
    const where = path.startsWith("..") ? inWorkspace : path;
    return named ? `\`${where}\`` : `${label} (\`${where}\`)`;
  });
}
