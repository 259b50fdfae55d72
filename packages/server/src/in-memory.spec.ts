import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Collects a module and all that it imports by relative paths, each with its other imports. */
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
  "%s needs nothing of Node.js",
  (entry) => {
    expect(nodeModules(entry)).toEqual([]);
  },
);

test("start-device.ts needs Node.js, so the test above can fail", () => {
  expect(nodeModules("./start-device.ts")).toContain("node:https");
});
