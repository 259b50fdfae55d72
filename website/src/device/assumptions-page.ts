import { type Assumption, assumptionsList } from "@asyncstatus/server";
import { code, table } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import { mark } from "../rest/mark.ts";

/** What nobody knows about real devices, and how the reference device can be had. */
export function assumptionsPage(order: number): Page {
  return {
    path: "reference/assumptions",
    title: "What nobody knows, as switches",
    navigation: "Assumptions",
    description:
      "What the vendor does not document and nobody has observed: each a switch of the reference device.",
    order,
    body: `
The vendor does not document everything, and not everything has been observed. What the reference device
has to decide all the same is a switch, so that software can be tried against a device of either kind. None
of the defaults is a statement about real devices; every line of this page is ${mark({ mark: "assumed" })}.

\`\`\`ts
import { startDevice } from "@asyncstatus/server";

await using started = await startDevice({ assumptions: { secondRequest: "queued" } });
\`\`\`

${Object.entries<Assumption>(assumptionsList).map(assumptionText).join("")}`,
  };
}

function assumptionText([name, assumption]: [name: string, assumption: Assumption]): string {
  const head = `## ${name} {#${name.toLowerCase()}}\n\n${assumption.question}\n\n`;
  const reason = `_Why this default_: ${assumption.reason}\n\n`;
  if (assumption.kind !== "choice") {
    const type = assumption.kind === "duration" ? "a duration" : "text";
    return `${head}The value is ${type}, ${code(`${assumption.default}`)} by default.\n\n${reason}`;
  }
  const rows = Object.entries(assumption.choices).map(([choice, meaning]) => [
    code(choice),
    `${meaning}${choice === assumption.default ? " **The default.**" : ""}`,
  ]);
  return `${head}${table(["choice", "meaning"], rows)}${reason}`;
}
