import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scenarioNames, shippedScenarios } from "@asyncstatus/server";
import { workspace } from "../package-folder.ts";
import { block } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";

/** Creates the page of built-in scenarios. */
export function scenariosPage(order: number): Page {
  return {
    path: "reference/scenarios",
    title: "Scenarios",
    description: "Built-in scenarios of the reference device.",
    order,
    body: `
A scenario determines how a reference device behaves: durations and results of requests, other users, and faults. Each
built-in scenario shows a situation that a script must handle. [Try them live](/live/index.md), or start one:

\`\`\`sh
asyncstatus serve --scenario superseded-by-acli
\`\`\`

You can [write your own](/packages/server.md#scenarios). Editors can autocomplete it with the
[JSON Schema](/downloads/scenario.schema.json).

${scenarioNames.map(scenarioText).join("")}`,
  };
}

function scenarioText(name: keyof typeof shippedScenarios): string {
  const file = readFileSync(join(workspace, `packages/server/scenarios/${name}.yaml`), "utf8");
  const yaml = file.replace(/^# yaml-language-server.*\n/, "");
  return `## ${name} {#${name}}\n\n${shippedScenarios[name].description}\n\n${block("yaml", yaml)}`;
}
