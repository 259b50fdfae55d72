import { readFileSync } from "node:fs";
import { type NaiveName, naivePollers } from "@asyncstatus/e2e/naive-pollers";
import { shippedScenarios } from "@asyncstatus/server/in-memory";
import { createMarkdownRenderer } from "vitepress";
import { sceneNames } from "./scenes.ts";

/** Data that is built into the page. */
export interface ScenesData {
  readonly scenarios: readonly { readonly name: string; readonly lesson: string }[];
  /** Highlighted code of the naive pollers. */
  readonly codes: Readonly<Record<NaiveName, string>>;
}

declare const data: ScenesData;

export { data };

/** Data loader of VitePress. */
export default {
  watch: ["./*.ts"],
  async load(): Promise<ScenesData> {
    const markdown = await createMarkdownRenderer(import.meta.dirname);
    const codes: Record<string, string> = {};
    const source = readFileSync(
      new URL(import.meta.resolve("@asyncstatus/e2e/naive-pollers")),
      "utf8",
    );
    for (const name of Object.keys(naivePollers)) {
      const [code] = new RegExp(`^async function ${name}\\(.*?^}`, "ms").exec(source) ?? [];
      if (!code) throw new Error(`The naive pollers have no function ${name}.`);
      codes[name] = await markdown.renderAsync(`\`\`\`ts\n${code}\n\`\`\``);
    }
    return {
      scenarios: sceneNames.map((name) => ({ name, lesson: shippedScenarios[name].description })),
      codes: codes as ScenesData["codes"],
    };
  },
};
