import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

/** Returns the files that Node.js loads for an import. */
async function filesLoadedBy(specifier: string): Promise<string[]> {
  const script = `
    import { registerHooks } from "node:module";
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    await import("${specifier}");
    console.log(JSON.stringify(loaded.filter((url) => url.startsWith("file:"))));
  `;
  const args = ["--input-type=module", "--eval", script];
  const cwd = new URL("..", import.meta.url);
  return JSON.parse((await promisify(execFile)(process.execPath, args, { cwd })).stdout);
}

test("importing the client does not load undici", async () => {
  const client = await filesLoadedBy("@asyncstatus/client");
  expect(client.filter((url) => url.includes("undici"))).toEqual([]);
  // Two thirds of them are of this package and the model, the others are of the XML parser.
  expect(client.length).toBeLessThan(160);
  expect((await filesLoadedBy("@asyncstatus/client/undici")).length).toBeGreaterThan(100);
});
