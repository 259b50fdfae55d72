import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workspace } from "../paths.ts";
import { pack, unpack } from "./packages.ts";

const scratch = await mkdtemp(join(tmpdir(), "asyncstatus-bundles-"));
afterAll(() => rm(scratch, { recursive: true, force: true }));
beforeAll(async () => {
  await unpack(workspace, await pack(workspace, join(scratch, "tarballs")), scratch);
});

test.for<[bundle: string, code: string, kilobytes: number]>([
  ["the model", 'export * from "@asyncstatus/model";', 40],
  ["the client with fetch", 'export { connect, fetchTransport } from "@asyncstatus/client";', 66],
  [
    "the device in memory",
    'export { createInMemoryDevice, VirtualClock } from "@asyncstatus/server/in-memory";',
    65,
  ],
])("%s bundles for browsers, gzipped under its budget", async ([, contents, kilobytes]) => {
  // The build fails if a module of Node.js is imported.
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: scratch, sourcefile: "entry.js" },
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    outdir: "out",
    metafile: true,
    write: false,
  });
  const loaded = new Set<string>();
  const load = (path: string): void => {
    loaded.add(path);
    for (const { kind, path: other } of metafile.outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && !loaded.has(other)) load(other);
    }
  };
  load("out/stdin.js");
  const parts = outputFiles.filter(({ path }) => [...loaded].some((one) => path.endsWith(one)));
  const bytes = gzipSync(Buffer.concat(parts.map((part) => part.contents)), { level: 9 }).length;
  expect(bytes / 1000).toBeLessThan(kilobytes);
  // An empty bundle is under any budget.
  expect(bytes / 1000).toBeGreaterThan(5);
});
