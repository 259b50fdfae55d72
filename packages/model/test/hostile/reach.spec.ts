import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Returns the modules that an entry imports, with their sources. */
function modulesFrom(entry: URL, found = new Map<string, string>()): ReadonlyMap<string, string> {
  if (found.has(entry.href)) return found;
  const text = readFileSync(entry, "utf8");
  found.set(entry.href, text);
  for (const [, name = ""] of text.matchAll(/from "([^"]+)"/g)) {
    if (name === "fast-xml-parser") continue;
    expect(name, `imported by ${entry}`).toMatch(/^\.{1,2}\//);
    modulesFrom(new URL(name, entry), found);
  }
  return found;
}

test("imports only itself and the parser, so no input can reach a file or the network", () => {
  const modules = modulesFrom(new URL("../../src/index.ts", import.meta.url));
  expect(modules.size).toBeGreaterThan(20);
  for (const [module, text] of modules) {
    expect(text, module).not.toMatch(/\b(?:import|require|fetch|eval|Function)\(|\bprocess\b/);
  }
});
