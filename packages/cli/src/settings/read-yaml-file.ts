import { readCheckedFile } from "@asyncstatus/contract/options";
import { describeYamlProblem, isShownKey } from "@asyncstatus/model/text";
import type { Document, LineCounter } from "yaml";
import { UsageError } from "../errors.ts";

type Yaml = typeof import("yaml");

/** A place in a file: `FILE:LINE` or `FILE:LINE:COLUMN`. */
export type Place = string;

/** A parsed file, JSON or YAML. */
export interface YamlFile {
  readonly file: string;
  readonly yaml: Yaml;
  readonly document: Document;
  /** Returns the place of a node; that of the file's start if it has none. */
  placeOf(node: unknown): Place;
}

/** Options of {@link readYamlFile}. */
export interface YamlOptions {
  /** True to read all values as the text that is written. @default false */
  readonly onlyTexts?: boolean;
  /** True if places have a column. @default false */
  readonly hasColumns?: boolean;
}

const maxDepth = 32;
const maxEntries = 10_000;

/**
 * Reads a file, JSON or YAML, without aliases and repeated keys.
 *
 * @returns undefined if the file doesn't exist.
 * @throws {UsageError} If the file can't be read, with the place.
 */
export async function readYamlFile(
  file: string,
  kind: Parameters<typeof readCheckedFile>[1],
  options: YamlOptions = {},
): Promise<YamlFile | undefined> {
  const read = readCheckedFile(file, kind);
  return read && (await parseYaml(file, read.text, options));
}

/**
 * Parses a text as {@link readYamlFile} does.
 *
 * @param file The name of its source, for places.
 */
export async function parseYaml(
  file: string,
  text: string,
  { onlyTexts = false, hasColumns = false }: YamlOptions = {},
): Promise<YamlFile> {
  // Most commands run without a file.
  const yaml = await import("yaml");
  const lines = new yaml.LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line || 1}${hasColumns ? `:${col || 1}` : ""}`;
  };
  const placeOf = (node: unknown): Place => {
    const range =
      typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
    return placeAt(Array.isArray(range) ? Number(range[0]) : 0);
  };
  const fail = (offset: number | undefined, problem: string): never => {
    throw new UsageError(`${placeAt(offset ?? 0)}: ${problem}`);
  };
  boundYaml(yaml, text, lines, fail);
  const document = yaml.parseDocument(text, {
    // The parser compares each key with all others.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
    ...(onlyTexts && { schema: "failsafe" }),
  });
  const [error] = [...document.errors, ...document.warnings];
  if (error) fail(error.pos[0], `invalid YAML or JSON: ${describeYamlProblem(error.code)}`);
  yaml.visit(document, {
    Alias: (_key, { range }) => fail(range?.[0], "aliases aren't allowed"),
    Map(_key, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!yaml.isScalar(key)) fail(yaml.isNode(key) ? key.range?.[0] : 0, "invalid key");
        else if (seen.has(key.value)) {
          const text = String(key.value);
          fail(key.range?.[0], `duplicate key${isShownKey(text) ? ` "${text}"` : ""}`);
        } else seen.add(key.value);
      }
    },
  });
  return { file, yaml, document, placeOf };
}

/** Refuses texts that take long to parse: the parser continues after thousands of errors. */
function boundYaml(
  yaml: Yaml,
  text: string,
  lines: LineCounter,
  fail: (offset: number, problem: string) => never,
): void {
  const parser = new yaml.Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new yaml.Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === "error") fail(token.offset, "invalid YAML or JSON");
    }
    const top = parser.stack.at(-1);
    if (parser.stack.length > maxDepth) fail(parser.offset, "nested too deeply");
    const entries = top && "items" in top ? top.items : [];
    // A token has at its end what the parser didn't expect.
    const rest = (top && "end" in top && top.end) || [];
    if (Math.max(entries.length, rest.length) > maxEntries) {
      fail(parser.offset, `more than ${maxEntries} entries`);
    }
  }
}
