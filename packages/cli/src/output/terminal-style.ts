import { styleText } from "node:util";
import type { Io, Output } from "../io.ts";

/** How a piece of text looks. */
export type Style = "plain" | "bold" | "dim" | "green" | "yellow" | "red";

/** A piece of text and how it looks. */
export type Piece = readonly [text: string, style?: Style];

/** What a terminal can show, and how it is used. */
export interface TerminalStyle {
  paint(text: string, style: Style): string;
  /** Signs: what is at work, and how things ended. */
  readonly signs: {
    readonly spinner: readonly string[];
    readonly good: string;
    readonly bad: string;
    readonly unsure: string;
    readonly cut: string;
  };
}

const fancy = {
  spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"],
  good: "✓",
  bad: "✗",
  unsure: "?",
  cut: "…",
} as const;
const ascii = {
  spinner: ["-", "\\", "|", "/"],
  good: "+",
  bad: "x",
  unsure: "?",
  cut: "~",
} as const;

/** Reads from the environment what an output can show, as https://no-color.org has it and CI systems do. */
export function terminalStyle(env: Io["env"], output: Output): TerminalStyle {
  const isPainted = paints(env, output);
  const words = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  const isUnicode = /utf-?8/i.test(words) || env.WT_SESSION !== undefined;
  return {
    paint: (text, style) =>
      isPainted && style !== "plain" && text !== ""
        ? styleText(style, text, { validateStream: false })
        : text,
    signs: isUnicode && env.TERM !== "dumb" ? fancy : ascii,
  };
}

function paints(env: Io["env"], output: Output): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0";
  return output.isTerminal && env.TERM !== "dumb";
}

/** Whether lines can be rewritten: a terminal that a person looks at. */
export function isLive(env: Io["env"], output: Output): boolean {
  return output.isTerminal && env.TERM !== "dumb" && !env.CI;
}

/** Pieces in one line of a width, cut where they are longer. */
export function fitLine(
  pieces: readonly Piece[],
  width: number,
  { paint, signs }: TerminalStyle,
): string {
  let left = width;
  const length = pieces.reduce((sum, [text]) => sum + [...text].length, 0);
  let line = "";
  for (const [text, style = "plain"] of pieces) {
    const characters = [...text];
    const isCut = length > width && characters.length >= left;
    const shown = isCut ? characters.slice(0, Math.max(0, left - 1)).join("") + signs.cut : text;
    line += paint(shown, style);
    left -= characters.length;
    if (isCut) break;
  }
  return line;
}

/**
 * Text in lines of a width, broken between words.
 *
 * @param indents What the first line and the others begin with.
 */
export function wrap(
  text: string,
  width: number,
  [first, other]: readonly [first: string, other: string] = ["", ""],
): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && [...line].length + 1 + [...word].length > width) {
      lines.push(line);
      line = other;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
