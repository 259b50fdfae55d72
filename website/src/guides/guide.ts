import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../package-folder.ts";

/** A block of code of a guide. */
export interface Block {
  readonly language: string;
  /** The file that it is, where it says so: `ts [deploy.ts]`. */
  readonly file?: string;
  readonly code: string;
}

/** A guide, whose code is tried. */
export interface Guide {
  readonly text: string;
  /** The block of a file. */
  file(name: string): string;
  /** The next block of a language that was not taken before. */
  next(language: string): string;
  /** The rows of the table under a heading, each as the texts of its cells. */
  rows(heading: string): string[][];
  /** What no test has taken, a line each. Pictures are drawn at build. */
  untried(): string[];
}

const folder = join(packageFolder, "pages/guides");

/** The blocks of code of a guide. */
export function codeBlocks(name: string): readonly Block[] {
  return blocksOf(readFileSync(join(folder, `${name}.md`), "utf8"));
}

/** Reads a guide. */
export function readGuide(name: string): Guide {
  const text = readFileSync(join(folder, `${name}.md`), "utf8");
  const blocks = blocksOf(text);
  const taken = new Set<Block>();
  const take = (block: Block | undefined, what: string): string => {
    if (!block) throw new Error(`${name}.md has no ${what}.`);
    taken.add(block);
    return block.code;
  };
  return {
    text,
    file: (wanted) =>
      take(
        blocks.find(({ file }) => file === wanted),
        `block [${wanted}]`,
      ),
    next: (language) =>
      take(
        blocks.find((block) => block.language === language && !block.file && !taken.has(block)),
        `further block of ${language}`,
      ),
    rows: (heading) => rowsOf(text, heading),
    untried: () =>
      blocks
        .filter((block) => block.language !== "mermaid" && !taken.has(block))
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
  if (rest === undefined) throw new Error(`There is no heading ${heading}.`);
  const [section = ""] = rest.split(/^#+ /m);
  const [table] = /(^\|.*\n)+/m.exec(section) ?? [];
  if (!table) throw new Error(`There is no table under ${heading}.`);
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
