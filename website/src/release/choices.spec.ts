import { expect, test } from "vitest";
import { choicesAt, newerThan, parseAddress } from "./choices.ts";

const releases = [
  { release: "0.2", pages: ["index.html", "guides/new.html"] },
  { release: "0.1", pages: ["index.html"] },
];

test.for<[base: string, path: string, want: ReturnType<typeof parseAddress>]>([
  ["/latest/", "/latest/", { root: "/", folder: "latest", page: "index.html" }],
  ["/docs/v0.1/", "/docs/v0.1/a/b.html#c", { root: "/docs/", folder: "v0.1", page: "a/b.html" }],
  ["/v0.1/", "/v0.1/live/", { root: "/", folder: "v0.1", page: "live/index.html" }],
])("parses %s %s", ([base, path, want]) => {
  expect(parseAddress(base, path)).toEqual(want);
});

test("links to the same page of other releases, or to their start page", () => {
  const here = { root: "/", folder: "latest", page: "guides/new.html" };
  expect(choicesAt(here, releases)).toEqual([
    { text: "latest (0.2)", address: "/latest/guides/new.html", current: true },
    { text: "0.2", address: "/v0.2/guides/new.html", current: false },
    { text: "0.1", address: "/v0.1/index.html", current: false },
  ]);
});

test("finds a newer release", () => {
  expect(newerThan("0.1", releases)).toBe("0.2");
  expect(newerThan("0.2", releases)).toBeUndefined();
  expect(newerThan("0.1", [])).toBeUndefined();
});
