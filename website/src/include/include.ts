import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { workspace } from "../package-folder.ts";
import { sitePages } from "./site-pages.ts";

/** Returns the body of a Markdown file of the workspace, with links to pages of this site. */
export function include(file: string): string {
  const text = withoutNotice(readFileSync(join(workspace, file), "utf8"));
  return withLinks(text, file).replace(/^# .*\n/, "");
}

/** Removes the comment at the start. */
export function withoutNotice(text: string): string {
  return text.replace(/^<!--[\s\S]*?-->\s*/, "");
}

/** Converts links to pages of this site. Links to other files become their paths. */
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
