import { mkdir, rm, writeFile } from "node:fs/promises";
import { type OutputChunk, type Plugin, rolldown } from "rolldown";
import { licensesOf } from "./licenses-of.ts";

const undiciTransport = /\/client\/src\/transport\/undici-transport\.ts$/;

/** Omits undici, because the program passes a transport of its own. */
const withoutUndici: Plugin = {
  name: "without-undici",
  transform: {
    filter: { id: undiciTransport },
    handler: () => 'export { httpsTransport as undiciTransport } from "./https-transport.ts";',
  },
};

/** Omits the bindings of pg to a library of C, which nothing uses. */
const withoutNativePostgres: Plugin = {
  name: "without-native-postgres",
  transform: {
    filter: { id: /\/pg\/lib\/native\/index\.js$/ },
    handler: () => "module.exports = {};",
  },
};

/** Edits that make libxml2-wasm load without `await`, which CommonJS does not have at the top level. */
const edits: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  "libxml2.mjs": [["await moduleLoader()", "moduleLoader()"]],
  "libxml2raw.mjs": [
    ["async function Module(", "function Module("],
    [
      'const {createRequire:a}=await ((m)=>import(m))("node:module");var require=a(import.meta.url)',
      "var require=process.getBuiltinModule",
    ],
    ["tb=await (async function(){", "tb=(function(){"],
    [
      "return a((await sa(c)).instance)",
      "return a(new WebAssembly.Instance(new WebAssembly.Module(pa),c))",
    ],
  ],
};

const synchronousLibxml2: Plugin = {
  name: "synchronous-libxml2",
  transform: {
    filter: { id: /\/libxml2-wasm\/lib\/libxml2(raw)?\.mjs$/ },
    handler(code, id) {
      const own = edits[id.slice(id.lastIndexOf("/") + 1)] ?? [];
      return own.reduce((edited, [from, to]) => {
        if (edited.split(from).length !== 2) throw new Error(`${id} no longer contains ${from}`);
        return edited.replace(from, () => to);
      }, code);
    },
  },
};

/**
 * Bundles the program with everything it needs.
 *
 * @param folder Output folder. Its content is removed.
 * @param inOneFile Also bundles what is loaded on demand into `main.cjs`, which then starts slower.
 */
export async function bundle(folder: URL, { inOneFile = false } = {}): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const build = await rolldown({
    input: new URL("../src/main.ts", import.meta.url).pathname,
    platform: "node",
    plugins: [withoutUndici, withoutNativePostgres, synchronousLibxml2],
    // Node.js 22 can't parse `await using`.
    transform: { target: "node22" },
  });
  const { output } = await build.generate({
    // CommonJS starts faster: for ESM, Node.js calls every getter of each of its modules that is imported.
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
    minify: true,
    codeSplitting: !inOneFile,
    // An executable has no `import()`.
    dynamicImportInCjs: false,
  });
  await build.close();
  const chunks = output.filter((part): part is OutputChunk => part.type === "chunk");
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  await Promise.all([
    ...chunks.map(({ fileName, code }) => writeFile(new URL(fileName, folder), code)),
    writeFile(new URL("THIRD-PARTY-LICENSES.txt", folder), await licensesOf(modules)),
  ]);
}
