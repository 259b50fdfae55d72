import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** Page in the navigation. */
export interface ListedPage {
  readonly text: string;
  readonly link: string;
  readonly order: number;
}

/**
 * Returns the pages of folders in order, from their front matter.
 *
 * @throws {Error} If a page has no title.
 */
export function pagesIn(folders: readonly string[], link: string): ListedPage[] {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((file) => ({ folder, file })))
    .filter(({ file }) => file.endsWith(".md") && file !== "index.md")
    .map(({ folder, file }) => {
      const text = readFileSync(join(folder, file), "utf8");
      const front = parse(/^---\n(.*?)\n---\n/s.exec(text)?.[1] ?? "") ?? {};
      const title = front.navigation ?? front.title ?? /^# (.*)$/m.exec(text)?.[1];
      if (typeof title !== "string")
        throw new Error(`${join(folder, file)}: the page has no title.`);
      return {
        text: title.replaceAll("`", ""),
        link: `${link}${file.replace(/\.md$/, "")}`,
        order: Number(front.order ?? 1000),
      };
    })
    .sort((a, b) => a.order - b.order || a.text.localeCompare(b.text));
}
