import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** What a module imports, and what that imports, by relative paths; each with what it takes from elsewhere. */
function modulesFrom(url: URL, seen = new Map<string, string[]>()): Map<string, string[]> {
  if (seen.has(url.href)) return seen;
  const code = readFileSync(url, "utf8").replace(/^import type [^;]*;/gms, "");
  const found = code.matchAll(/(?:\bfrom|\bimport\()\s*"([^"]+)"/g);
  const specifiers = [...found].map(([, specifier = ""]) => specifier);
  seen.set(
    url.href,
    specifiers.filter((specifier) => !specifier.startsWith(".")),
  );
  for (const specifier of specifiers.filter((one) => one.startsWith("."))) {
    modulesFrom(new URL(specifier, url), seen);
  }
  return seen;
}

const nodeModules = (entry: string) =>
  [...modulesFrom(new URL(entry, import.meta.url)).values()]
    .flat()
    .filter((specifier) => specifier.startsWith("node:"));

test.each(["./in-memory.ts", "./control/create-control.ts", "./scenario/read-scenario.ts"])(
  "%s and all that it imports need nothing of Node.js",
  (entry) => {
    expect(nodeModules(entry)).toEqual([]);
  },
);

test("what listens needs Node.js, so that the test above is one", () => {
  expect(nodeModules("./start-device.ts")).toContain("node:https");
});
