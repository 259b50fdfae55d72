import { join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "../package-folder.ts";
import type { Declared } from "./declared-in.ts";
import { packagePage, placesOf } from "./package-page.ts";
import { placeOf } from "./places.ts";

function declared(name: string, home: string, more: Partial<Declared> = {}): Declared {
  const source = join(workspace, "packages", home, "src/x.ts");
  const words = { own: [], ofTypes: [] };
  const base = {
    name,
    source,
    kind: "type",
    summary: `A ${name}.`,
    code: `type ${name} = 1;`,
  } as const;
  return { ...base, throws: [], parameters: [], words, ...more };
}

const thing = declared("Thing", "client", { summary: "Of a {@link Word}." });
const word = declared("Word", "model");
const make = declared("make", "client", { kind: "function", throws: ["{@link Word} at times"] });
const entries = [
  { name: "@asyncstatus/model", exports: [word] },
  { name: "@asyncstatus/client", exports: [thing, word] },
  { name: "@asyncstatus/client/more", exports: [make, thing] },
];
const places = placesOf(entries);

test("an export is told of once, where it comes from", () => {
  expect(Object.fromEntries(places)).toEqual({
    "model/Word": "/packages/model.md#word",
    "client/Thing": "/packages/client.md#thing",
    "client/make": "/packages/client.md#more-make",
  });
});

test("a page has what its entries declare, and passes on the rest", () => {
  const of = { entries: entries.slice(1), prose: "Prose.", description: "" };
  const { body } = packagePage(of, places, 0);
  expect(body).toBe(
    [
      "Prose.",
      "## Exports of `@asyncstatus/client`",
      "It passes on [`Word`](/packages/model.md#word).",
      "### Types {#client-types}",
      "#### Thing {#thing}",
      "Of a [`Word`](/packages/model.md#word).",
      "```ts declaration client\ntype Thing = 1;\n```",
      "## Exports of `@asyncstatus/client/more`",
      "It passes on [`Thing`](/packages/client.md#thing).",
      "### Functions {#client-more-functions}",
      "#### make() {#more-make}",
      "A make.",
      "- Throws [`Word`](/packages/model.md#word) at times",
      "```ts declaration client\ntype make = 1;\n```\n\n",
    ].join("\n\n"),
  );
});

test("packages may have exports of the same name", () => {
  const clocks = placesOf([
    { name: "@asyncstatus/client", exports: [declared("Clock", "client")] },
    { name: "@asyncstatus/server", exports: [declared("Clock", "server")] },
  ]);
  expect(placeOf(clocks, "server", "Clock")).toBe("/packages/server.md#clock");
  expect(placeOf(clocks, "contract", "Clock")).toBe("/packages/client.md#clock");
  expect(placeOf(clocks, "client", "Watch")).toBeUndefined();
});
