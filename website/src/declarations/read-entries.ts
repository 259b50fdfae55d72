import { join } from "node:path";
import ts from "typescript";
import { packageFolder, workspace } from "../package-folder.ts";
import { type Declaration, parseDeclaration } from "./declaration.ts";

/** Entry of a package with its exports. */
export interface Entry {
  /** Import specifier. */
  readonly name: string;
  readonly exports: readonly Declaration[];
}

/**
 * Reads the exports of packages with the TypeScript compiler.
 *
 * @param entries Sources of the entries below `packages/`, by import specifier.
 * @throws {Error} If the sources don't compile.
 */
export function readEntries(entries: Readonly<Record<string, string>>): Entry[] {
  const files = Object.values(entries).map((file) => join(workspace, "packages", file));
  const program = ts.createProgram(files, options());
  const texts = new Map<string, string>();
  const { diagnostics } = program.emit(undefined, (_file, text, _bom, _error, sources) => {
    for (const source of sources ?? []) texts.set(source.fileName, text);
  });
  const [problem] = [...program.getOptionsDiagnostics(), ...diagnostics];
  if (problem) throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, "\n"));
  return Object.keys(entries).map((name, index) => ({
    name,
    exports: exportsOf(program, files[index] ?? "").map((symbol) => {
      const [declaration] = symbol.declarations ?? [];
      const source = declaration?.getSourceFile().fileName ?? "";
      return parseDeclaration(texts.get(source) ?? "", symbol.name, source);
    }),
  }));
}

function options(): ts.CompilerOptions {
  const file = join(packageFolder, "tsconfig.declarations.json");
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, packageFolder).options;
}

function exportsOf(program: ts.Program, file: string): ts.Symbol[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} exports nothing.`);
  return checker
    .getExportsOfModule(module)
    .map((symbol) =>
      symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    );
}
