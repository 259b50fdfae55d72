import { code, table } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import type { Declaration, Literal, Literals } from "./declaration.ts";
import { type ExportLinks, linkTo } from "./export-links.ts";
import type { Entry } from "./read-entries.ts";

/** Creates the page of error classes and codes. */
export function errorsPage(entries: readonly Entry[], links: ExportLinks, order: number): Page {
  const main = entries.filter(({ name }) => name.split("/").length === 2);
  const all = main.flatMap(({ exports }) => exports);
  const errors = all.filter(
    ({ kind, literals }) => kind === "error" && codesOf(literals, all).length > 0,
  );
  return {
    path: "reference/errors",
    title: "Errors and codes",
    description: "All error classes of the packages with their stable codes.",
    order,
    body: `
Each error class has a \`code\`. Use the code in programs, because it is stable; messages can change. No error
contains a password or a token.

See also the error responses of the device in the [REST reference](/reference/v1.2.md), and the
[exit codes](/reference/exit-codes.md) of the command-line tool.

${main
  .filter(({ exports }) => exports.some((declaration) => errors.includes(declaration)))
  .map(
    ({ name, exports }) =>
      `## ${name}\n\n${exports
        .filter((declaration) => errors.includes(declaration))
        .map((error) => errorText(error, all, linkTo(links, name.split("/")[1] ?? "", error.name)))
        .join("")}`,
  )
  .join("")}`,
  };
}

function errorText(error: Declaration, all: readonly Declaration[], link = ""): string {
  const rows = codesOf(error.literals, all).map(({ value, text }) => [
    code(value),
    text || error.summary.split("\n\n")[0] || "",
  ]);
  const summary = error.summary.replaceAll(/\{@link ([\w.]+)\}/g, "`$1`");
  return `### ${error.name} {#${error.name.toLowerCase()}}\n\n${summary} [Declaration](${link}).\n\n${table(
    ["code", "meaning"],
    rows,
  )}`;
}

/** Returns the codes of an error, including those of named types. */
function codesOf({ own, ofTypes }: Literals, all: readonly Declaration[]): Literal[] {
  const others = ofTypes.flatMap((name) => {
    const type = all.find(
      (declaration) => declaration.name === name && declaration.kind === "type",
    );
    return type ? codesOf(type.literals, all) : [];
  });
  return [...own, ...others];
}
