import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
} from "@microsoft/api-extractor";
import type { Exports } from "../pack/manifest.ts";
import type { Unpacked } from "../pack/unpack.ts";

/** What one entry of a package offers, as a text to compare. */
export interface ApiReport {
  /** The file in the package's folder that has it, as in `api/in-memory.api.md`. */
  readonly file: string;
  readonly text: string;
}

/**
 * Writes down all that a package offers in TypeScript, an entry each; nothing where it offers none.
 *
 * @param scratch An empty folder.
 */
export async function apiReports(
  unpacked: Unpacked,
  scratch: string,
): Promise<readonly ApiReport[]> {
  const { folder, manifest } = unpacked;
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(compiler));
  const entries = entriesOf(manifest.exports ?? {}).map(({ name, types }) => ({
    name,
    configuration: configurationOf(unpacked, name, types, scratch),
  }));
  const [first] = entries;
  if (!first) return [];
  // One program for all entries: to read the types takes longer than to write them down.
  const compilerState = CompilerState.create(first.configuration, {
    additionalEntryPoints: entries.map(({ configuration }) => configuration.mainEntryPointFilePath),
  });
  return Promise.all(
    entries.map(async ({ name, configuration }) => {
      const errors: string[] = [];
      Extractor.invoke(configuration, {
        localBuild: true,
        compilerState,
        messageCallback: (message) => {
          message.handled = true;
          if (message.logLevel !== ExtractorLogLevel.Error) return;
          errors.push(message.formatMessageWithLocation(folder));
        },
      });
      if (errors.length > 0) throw new Error(`${manifest.name}, ${name}: ${errors.join("\n")}`);
      const text = await readFile(join(scratch, `${name}.api.md`), "utf8");
      return { file: `api/${name}.api.md`, text: text.replaceAll("\r\n", "\n") };
    }),
  );
}

const compiler = {
  compilerOptions: {
    target: "es2024",
    lib: ["es2024", "esnext.disposable", "dom"],
    module: "nodenext",
    types: ["node"],
    strict: true,
    skipLibCheck: true,
  },
  include: ["dist/**/*.d.ts"],
};

interface Entry {
  /** `index` for the package itself. */
  readonly name: string;
  readonly types: string;
}

function entriesOf(exports: Exports): Entry[] {
  if (typeof exports === "string") return [];
  return Object.entries(exports).flatMap(([path, target]) => {
    const types = typeof target === "string" ? undefined : target.types;
    return typeof types === "string"
      ? [{ name: path === "." ? "index" : path.slice(2), types }]
      : [];
  });
}

function configurationOf(
  { folder, name: packageName }: Unpacked,
  name: string,
  types: string,
  scratch: string,
): ExtractorConfig {
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, types),
      compiler: { tsconfigFilePath: join(folder, "tsconfig.json") },
      apiReport: {
        enabled: true,
        reportFolder: scratch,
        reportTempFolder: join(scratch, "temp"),
        reportFileName: name,
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          default: { logLevel: "none" },
          // What can be seen of a type that cannot be named.
          "ae-forgotten-export": { logLevel: "none", addToApiReportFile: false },
        },
        tsdocMessageReporting: { default: { logLevel: "none" } },
      },
    } as never,
    configObjectFullPath: join(scratch, `${packageName.replace("/", "-")}.json`),
    packageJsonFullPath: join(folder, "package.json"),
  });
}
