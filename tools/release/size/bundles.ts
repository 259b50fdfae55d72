import { builtinModules } from "node:module";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";

/** What a page might take of the packages, and how large that may be. */
export const bundles = [
  {
    name: "model",
    code: 'export * from "@asyncstatus/model";',
    budgetKb: 40,
  },
  {
    name: "client with fetch",
    code: 'export { connect, fetchTransport } from "@asyncstatus/client";',
    budgetKb: 55,
  },
  {
    name: "device in memory",
    code: 'export { createInMemoryDevice, VirtualClock } from "@asyncstatus/server/in-memory";',
    budgetKb: 40,
  },
] as const;

/** A bundle for browsers: minified, with all that it needs, but what it loads only when it is asked for. */
export interface Bundled {
  readonly name: string;
  readonly minifiedKb: number;
  readonly gzipKb: number;
  readonly budgetKb: number;
  /** The modules of Node.js that it would need. */
  readonly builtins: readonly string[];
}

/**
 * Bundles what is installed, as a page would have it.
 *
 * @param from The folder whose `node_modules` has the packages.
 */
export function bundleAll(from: string): Promise<readonly Bundled[]> {
  return Promise.all(bundles.map((one) => bundle(one, from)));
}

async function bundle(
  { name, code, budgetKb }: (typeof bundles)[number],
  from: string,
): Promise<Bundled> {
  const builtins = new Set<string>();
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: from, sourcefile: "entry.js" },
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    outdir: "out",
    metafile: true,
    write: false,
    logLevel: "silent",
    plugins: [noting(builtins)],
  });
  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    const imports = metafile.outputs[path]?.imports ?? [];
    for (const one of imports) if (one.kind === "import-statement") load(one.path);
  };
  load("out/stdin.js");
  const parts = outputFiles.filter(({ path }) =>
    [...loaded].some((one) => path.endsWith(`/${one}`)),
  );
  const bytes = Buffer.concat(parts.map(({ contents }) => contents));
  return {
    name,
    minifiedKb: bytes.length / 1000,
    gzipKb: gzipSync(bytes, { level: 9 }).length / 1000,
    budgetKb,
    builtins: [...builtins],
  };
}

/** Notes what of Node.js is asked for, which esbuild would end with an error for. */
function noting(builtins: Set<string>): Plugin {
  return {
    name: "builtins",
    setup({ onResolve }) {
      onResolve({ filter: /^[a-z_:/]+$/ }, ({ path }) => {
        if (!path.startsWith("node:") && !builtinModules.includes(path)) return undefined;
        builtins.add(path);
        return { path, external: true };
      });
    },
  };
}

/** The bundles as a table in Markdown. */
export function bundleTable(bundled: readonly Bundled[]): string {
  const rows = bundled.map(
    ({ name, minifiedKb, gzipKb, budgetKb, builtins }) =>
      `| ${name} | ${minifiedKb.toFixed(1)} kB | ${gzipKb.toFixed(1)} kB | ${budgetKb} kB | ${builtins.join(", ") || "none"} |`,
  );
  return [
    "| bundle for a browser | minified | gzip | budget | modules of Node.js |",
    "| --- | ---: | ---: | ---: | --- |",
    ...rows,
  ].join("\n");
}
