import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import type { Page } from "./page.ts";

/** Writes pages for VitePress. */
export function writePages(folder: string, pages: readonly Page[]): void {
  for (const { path, title, description, navigation, order, layout, body } of pages) {
    const front = { title, description, navigation, order, ...layout };
    const file = join(folder, `${path}.md`);
    mkdirSync(dirname(file), { recursive: true });
    const head = layout?.layout === "page" ? "" : `# ${title}\n\n`;
    writeFileSync(file, `---\n${stringify(front, { lineWidth: 0 })}---\n\n${head}${body.trim()}\n`);
  }
}
