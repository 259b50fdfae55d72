import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scenarioNames, shippedScenarios } from "@asyncstatus/server";
import { workspace } from "../package-folder.ts";
import { block } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";

/** The scenarios that come with the reference device, as the files that they are. */
export function scenariosPage(order: number): Page {
  return {
    path: "reference/scenarios",
    title: "Scenarios of the reference device",
    navigation: "Scenarios",
    description:
      "What becomes of a reference device in each scenario that comes with it, and what that teaches.",
    order,
    body: `
A scenario says what becomes of a device: how long requests take and how they end, who else is there, what
goes wrong. In those that come with the device, software that would go wrong in production goes wrong first.
[Try them live](/live/index.md), or start one:

\`\`\`sh
asyncstatus serve --scenario superseded-by-acli
\`\`\`

How to write one of your own is told with [the device](/packages/server.md#scenarios); editors complete it by
[its JSON Schema](/downloads/scenario.schema.json).

${scenarioNames.map(scenarioText).join("")}`,
  };
}

function scenarioText(name: keyof typeof shippedScenarios): string {
  const file = readFileSync(join(workspace, `packages/server/scenarios/${name}.yaml`), "utf8");
  const yaml = file.replace(/^# yaml-language-server.*\n/, "");
  return `## ${name} {#${name}}\n\n${shippedScenarios[name].description}\n\n${block("yaml", yaml)}`;
}
