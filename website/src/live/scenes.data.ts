import { readFileSync } from "node:fs";
import { shippedScenarios } from "@asyncstatus/server/in-memory";
import { createMarkdownRenderer } from "vitepress";
import { type NaiveName, naivePollers } from "./naive-pollers.ts";
import { sceneNames } from "./scenes.ts";

/** What the page has from its build on, before anything runs. */
export interface ScenesData {
  /** The scenarios, each with its lesson. */
  readonly scenarios: readonly { readonly name: string; readonly lesson: string }[];
  /** The code of each naive poller, highlighted. */
  readonly codes: Readonly<Record<NaiveName, string>>;
}

declare const data: ScenesData;

export { data };

/** For VitePress, which calls it at build. */
export default {
  watch: ["./*.ts", "./naive/*.ts"],
  async load(): Promise<ScenesData> {
    const markdown = await createMarkdownRenderer(import.meta.dirname);
    const codes: Record<string, string> = {};
    for (const name of Object.keys(naivePollers)) {
      const code = readFileSync(new URL(`naive/${name}.ts`, import.meta.url), "utf8");
      const shown = code.replace(/^import .*\n+/gm, "").trim();
      codes[name] = await markdown.renderAsync(`\`\`\`ts\n${shown}\n\`\`\``);
    }
    return {
      scenarios: sceneNames.map((name) => ({ name, lesson: shippedScenarios[name].description })),
      codes: codes as ScenesData["codes"],
    };
  },
};
