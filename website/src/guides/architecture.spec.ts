import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "../package-folder.ts";
import { readGuide } from "./guide.ts";
import { createWorkplace } from "./workplace.ts";

const guide = readGuide("architecture");

test("the diagram of the packages matches the boundaries of turbo", () => {
  const settings = readFileSync(join(workspace, "turbo.json"), "utf8");
  const { boundaries } = JSON.parse(settings.replaceAll(/^\s*\/\/.*$/gm, ""));
  const [, diagram = ""] = /package dependencies.*?\n(.*?)```/is.exec(guide.text) ?? [];
  const drawn = [...diagram.matchAll(/(\w+) --> (\w+)/g)].map(([, from, to]) => `${from} ${to}`);
  const packages = ["model", "client", "server", "contract", "fleet", "cli"];
  const allowed = packages.flatMap((from) =>
    boundaries.tags[from].dependencies.allow.map((to: string) => `${from} ${to}`),
  );
  expect(drawn.sort()).toEqual(allowed.sort());
  expect(guide.rows("The packages").map(([name]) => name)).toEqual(packages);
});

test("a custom transport works", async () => {
  const place = createWorkplace();
  place.write("counted.ts", guide.file("counted.ts"));
  const { code, stdout } = await place.run("node counted.ts");
  expect(code).toBe(0);
  // Jitter changes the number of polls.
  const plain = (text: string) => text.trim().replace(/^\d\d /, "");
  expect(plain(stdout)).toBe(plain(guide.next("text")));
}, 20_000);

test("every code block is tested", () => {
  expect(guide.untested()).toEqual([]);
});
