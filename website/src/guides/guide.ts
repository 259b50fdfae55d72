import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../package-folder.ts";

/** Code block of a guide. */
export interface Block {
  readonly language: string;
  /** File name, as in `ts [deploy.ts]`. */
  readonly file?: string;
  readonly code: string;
}

/** Guide whose code is tested. */
export interface Guide {
  readonly text: string;
  /** Returns the block with a file name. */
  file(name: string): string;
  /** Returns the next unused block of a language. */
  next(language: string): string;
  /** Returns the rows of the table below a heading. */
  rows(heading: string): string[][];
  /** Returns the unused blocks, except diagrams. */
  untested(): string[];
}

const folder = join(packageFolder, "pages/guides");

/** Returns the code blocks of a guide. */
export function codeBlocks(name: string): readonly Block[] {
  return blocksOf(readFileSync(join(folder, `${name}.md`), "utf8"));
}

/** Reads a guide. */
export function readGuide(name: string): Guide {
  const text = readFileSync(join(folder, `${name}.md`), "utf8");
  const blocks = blocksOf(text);
  const used = new Set<Block>();
  const use = (block: Block | undefined, wanted: string): string => {
    if (!block) throw new Error(`${name}.md has no ${wanted}.`);
    used.add(block);
    return block.code;
  };
  return {
    text,
    file: (wanted) =>
      use(
        blocks.find(({ file }) => file === wanted),
        `block [${wanted}]`,
      ),
    next: (language) =>
      use(
        blocks.find((block) => block.language === language && !block.file && !used.has(block)),
        `further block of ${language}`,
      ),
    rows: (heading) => rowsOf(text, heading),
    untested: () =>
      blocks
        .filter((block) => block.language !== "mermaid" && !used.has(block))
        .map(({ language, code }) => `${name}.md, ${language}: ${code.split("\n", 1)}`),
  };
}

function blocksOf(text: string): Block[] {
  const found = text.matchAll(/^```(\w+)(?:[^[\n]*\[(.*?)\])?[^\n]*\n(.*?)^```$/gms);
  return [...found].map(([, language = "", file, code = ""]) => ({
    language,
    ...(file !== undefined && { file }),
    code,
  }));
}

function rowsOf(text: string, heading: string): string[][] {
  const [, rest] = text.split(`## ${heading}\n`);
  if (rest === undefined) throw new Error(`Heading not found: ${heading}`);
  const [section = ""] = rest.split(/^#+ /m);
  const [table] = /(^\|.*\n)+/m.exec(section) ?? [];
  if (!table) throw new Error(`No table below: ${heading}`);
  return table
    .trim()
    .split("\n")
    .slice(2)
    .map((row) =>
      row
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}
