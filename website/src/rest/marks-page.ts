import { table } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import { type Evidence, type Mark, mark } from "./open-api.ts";
import type { VersionSpec } from "./version-spec.ts";

const meanings: Readonly<Record<Mark, string>> = {
  documented: "The vendor's REST API reference states it. The wording is ours.",
  observed: "Software that runs against real devices relies on it.",
  assumed: "Neither; derived from other facts. The software must work even if it is wrong.",
};

/** Creates the page that explains the evidence marks. */
export function marksPage(specified: readonly VersionSpec[], order: number): Page {
  const [{ openApi }] = specified as [VersionSpec];
  const counts = specified.map(({ openApi }) => countMarks(openApi));
  return {
    path: "reference/marks",
    title: "Evidence marks",
    description: "The meaning of the marks documented, observed and assumed.",
    order,
    body: `
The vendor's documentation leaves questions open. Each fact in the REST reference has a mark that shows how it is
known.

${table(
  ["mark", "meaning", ...specified.map(({ version }) => `facts in ${version}`)],
  (Object.keys(meanings) as Mark[]).map((name) => [
    mark({ mark: name }),
    meanings[name],
    ...counts.map((count) => String(count[name])),
  ]),
)}

- A note in italics shows which part of a fact has different evidence. A second mark applies to the XML form, if the
  evidence for that is weaker: ${mark({ mark: "documented", xml: "assumed" })}.
- The source is [the vendor's REST API reference](${openApi.externalDocs.url}). If this site differs from it, the
  reference is right and this site has a bug.
- Assumptions that matter are [settings of the reference device](/reference/assumptions.md), so that you can test with
  each variant. [The wait](/reference/the-wait.md) lists the assumptions that an outcome depends on.
- In the specification, the marks are called \`x-evidence\`. A test finds facts without a mark.
`,
  };
}

/** Counts each fact once, under its weaker mark. */
export function countMarks(openApi: unknown): Record<Mark, number> {
  const counts = { documented: 0, observed: 0, assumed: 0 };
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const evidence = Reflect.get(node, "x-evidence") as Evidence | undefined;
    if (evidence) counts[weakestOf(evidence)] += 1;
    for (const child of Object.values(node)) visit(child);
  };
  visit(openApi);
  return counts;
}

function weakestOf({ mark, xml = mark }: Evidence): Mark {
  const marks = Object.keys(meanings) as Mark[];
  return marks.indexOf(xml) > marks.indexOf(mark) ? xml : mark;
}
