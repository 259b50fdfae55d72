import { code, table } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import type { Entry } from "./declarations-of.ts";
import type { Declared } from "./declared-in.ts";
import { type Places, placeOf } from "./places.ts";
import type { Word, Words } from "./words-of.ts";

/** Every error that the packages throw on purpose, with its codes, as the code declares them. */
export function errorsPage(entries: readonly Entry[], places: Places, order: number): Page {
  const main = entries.filter(({ name }) => name.split("/").length === 2);
  const all = main.flatMap(({ exports }) => exports);
  const errors = all.filter(
    ({ kind, words }) => kind === "error" && codesOf(words, all).length > 0,
  );
  return {
    path: "reference/errors",
    title: "Errors and their codes",
    description:
      "Every error that the packages throw on purpose, with its codes: stable, for programs.",
    order,
    body: `
Errors are classes with a \`code\` that stays the same from release to release, for programs; their
messages are for people. None has a password or a token in it. What the device itself answers is in
[the reference of the REST API](/reference/v1.2.md), and how the command line ends is in [its exit
codes](/reference/exit-codes.md).

${main
  .filter(({ exports }) => exports.some((declared) => errors.includes(declared)))
  .map(
    ({ name, exports }) =>
      `## ${name}\n\n${exports
        .filter((declared) => errors.includes(declared))
        .map((error) =>
          errorText(error, all, placeOf(places, name.split("/")[1] ?? "", error.name)),
        )
        .join("")}`,
  )
  .join("")}`,
  };
}

function errorText(error: Declared, all: readonly Declared[], place = ""): string {
  const rows = codesOf(error.words, all).map(({ word, text }) => [
    code(word),
    text || error.summary.split("\n\n")[0] || "",
  ]);
  const summary = error.summary.replaceAll(/\{@link ([\w.]+)\}/g, "`$1`");
  return `### ${error.name} {#${error.name.toLowerCase()}}\n\n${summary} [Its declaration](${place}).\n\n${table(
    ["code", "what happened"],
    rows,
  )}`;
}

/** The codes of an error, those included that are a type's of another file. */
function codesOf({ own, ofTypes }: Words, all: readonly Declared[]): Word[] {
  const others = ofTypes.flatMap((name) => {
    const type = all.find((declared) => declared.name === name && declared.kind === "type");
    return type ? codesOf(type.words, all) : [];
  });
  return [...own, ...others];
}
