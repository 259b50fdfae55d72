import { type Assumption, assumptionsList } from "@asyncstatus/server";
import { code, table } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import { mark } from "../rest/open-api.ts";

/** Creates the page of assumptions about real devices. */
export function assumptionsPage(order: number): Page {
  return {
    path: "reference/assumptions",
    title: "Assumptions",
    description: "Undocumented behavior of the device, as settings of the reference device.",
    order,
    body: `
The vendor doesn't document everything, and not everything has been observed. Where the reference device needs a
decision, it has a setting, so that you can test with each variant. The defaults say nothing about real devices: all
facts on this page are ${mark({ mark: "assumed" })}.

\`\`\`ts
import { startDevice } from "@asyncstatus/server";

await using started = await startDevice({ assumptions: { secondRequest: "queued" } });
\`\`\`

${Object.entries<Assumption>(assumptionsList).map(assumptionText).join("")}`,
  };
}

function assumptionText([name, assumption]: [name: string, assumption: Assumption]): string {
  const head = `## ${name} {#${name.toLowerCase()}}\n\n${assumption.question}\n\n`;
  const reason = `_Reason for the default_: ${assumption.reason}\n\n`;
  if (assumption.kind !== "choice") {
    const type = assumption.kind === "duration" ? "a duration" : "text";
    return `${head}The value is ${type}, ${code(`${assumption.default}`)} by default.\n\n${reason}`;
  }
  const rows = Object.entries(assumption.choices).map(([choice, meaning]) => [
    code(choice),
    `${meaning}${choice === assumption.default ? " **Default.**" : ""}`,
  ]);
  return `${head}${table(["choice", "meaning"], rows)}${reason}`;
}
