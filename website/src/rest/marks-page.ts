import { table } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import { mark } from "./mark.ts";
import type { Evidence, Mark, OpenApi } from "./open-api.ts";
import type { Specified } from "./specification.ts";

const meanings: Readonly<Record<Mark, string>> = {
  documented: "The vendor's REST API reference says so. The words here are ours.",
  observed: "Software that runs against real devices relies on it.",
  assumed: "Neither: our reading of the rest. Nothing may break if it is wrong.",
};

/** What the marks mean, and how many facts there are of each. */
export function marksPage(specified: readonly Specified[], order: number): Page {
  const [{ openApi }] = specified as [Specified];
  const counts = specified.map(({ openApi }) => countMarks(openApi));
  return {
    path: "reference/marks",
    title: "How certain a fact is",
    description: "Documented, observed, assumed: what the mark beside each fact means.",
    order,
    body: `
Nobody has the device's source, and its documentation leaves questions open. So every fact of this site
says how it is known.

${table(
  ["mark", "meaning", ...specified.map(({ version }) => `facts in ${version}`)],
  (Object.keys(meanings) as Mark[]).map((name) => [
    mark({ mark: name }),
    meanings[name],
    ...counts.map((count) => String(count[name])),
  ]),
)}

A sentence in italics beside a mark tells which part of the fact is known in another way. Where it is less
certain how a fact reads as XML than that it is one, a second mark says so, as in ${mark({ mark: "documented", xml: "assumed" })}.

**The source** is [the vendor's REST API reference](${openApi.externalDocs.url}). Its facts stand here in our
own words. Where its words and this site differ, it is right, and this site is to be mended.

**What is assumed** is a switch wherever something depends on it: the reference device can be had either
way, and [each switch](/reference/assumptions.md) says why its default is what it is. On what of this the
answer of a wait rests is on [a page of its own](/reference/the-wait.md).

The marks are in the specification as \`x-evidence\`, and a test finds facts that have none.
`,
  };
}

function countMarks(openApi: OpenApi): Record<Mark, number> {
  const counts = { documented: 0, observed: 0, assumed: 0 };
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const evidence = Reflect.get(node, "x-evidence") as Evidence | undefined;
    if (evidence) counts[evidence.mark] += 1;
    for (const below of Object.values(node)) visit(below);
  };
  visit(openApi);
  return counts;
}
