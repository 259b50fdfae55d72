import { join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "../package-folder.ts";
import type { Declaration } from "./declaration.ts";
import { linkTo } from "./export-links.ts";
import { exportLinks, packagePages } from "./package-page.ts";

function declare(name: string, home: string, more: Partial<Declaration> = {}): Declaration {
  const source = join(workspace, "packages", home, "src/x.ts");
  const literals = { own: [], ofTypes: [] };
  const base = {
    name,
    source,
    kind: "type",
    summary: `A ${name}.`,
    code: `type ${name} = 1;`,
  } as const;
  return { ...base, throws: [], parameters: [], literals, ...more };
}

const thing = declare("Thing", "client", { summary: "Of a {@link Word}." });
const word = declare("Word", "model");
const make = declare("make", "client", { kind: "function", throws: ["{@link Word} at times"] });
const entries = [
  { name: "@asyncstatus/model", exports: [word] },
  { name: "@asyncstatus/client", exports: [thing, word] },
  { name: "@asyncstatus/client/more", exports: [make, thing] },
];
const links = exportLinks(entries);

test("each export has one address, in the package that declares it", () => {
  expect(Object.fromEntries(links)).toEqual({
    "model/Word": "/packages/model-types.md#word",
    "client/Thing": "/packages/client-types.md#thing",
    "client/make": "/packages/client.md#more-make",
  });
});

test("a page has the declarations of its entries, and links to re-exports", () => {
  const of = { entries: entries.slice(1), prose: "Prose.", description: "" };
  const [page, typesPage] = packagePages(of, links, 0);
  expect(page?.body).toBe(
    [
      "Prose.",
      "## Exports of `@asyncstatus/client/more`",
      "### Functions {#client-more-functions}",
      "#### make() {#more-make}",
      "A make.",
      "- Throws [`Word`](/packages/model-types.md#word) at times",
      "```ts declaration client\ntype make = 1;\n```",
      "The types are on [a separate page](/packages/client-types.md).\n",
    ].join("\n\n"),
  );
  expect(typesPage?.body).toBe(
    [
      "## Exports of `@asyncstatus/client`",
      "Re-exports [`Word`](/packages/model-types.md#word).",
      "#### Thing {#thing}",
      "Of a [`Word`](/packages/model-types.md#word).",
      "```ts declaration client\ntype Thing = 1;\n```",
      "## Exports of `@asyncstatus/client/more`",
      "Re-exports [`Thing`](/packages/client-types.md#thing).\n\n",
    ].join("\n\n"),
  );
});

test("a value and a type that differ only in case have different addresses", () => {
  const options = declare("options", "client", { kind: "value" });
  const links = exportLinks([
    { name: "@asyncstatus/client", exports: [options, declare("Options", "client")] },
  ]);
  expect([...links.values()]).toEqual([
    "/packages/client.md#options-value",
    "/packages/client-types.md#options",
  ]);
});

test("packages can have exports of the same name", () => {
  const clocks = exportLinks([
    { name: "@asyncstatus/client", exports: [declare("Clock", "client")] },
    { name: "@asyncstatus/server", exports: [declare("Clock", "server")] },
  ]);
  expect(linkTo(clocks, "server", "Clock")).toBe("/packages/server-types.md#clock");
  expect(linkTo(clocks, "contract", "Clock")).toBe("/packages/client-types.md#clock");
  expect(linkTo(clocks, "client", "Watch")).toBeUndefined();
});
