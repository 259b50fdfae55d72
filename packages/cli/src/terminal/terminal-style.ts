import { styleText } from "node:util";
import type { Io, Output } from "../io.ts";

/** Style of a text. */
export type Style = "plain" | "bold" | "dim" | "green" | "yellow" | "red";

/** A text and its style. */
export type Piece = readonly [text: string, style?: Style];

/** Colors and signs that a terminal supports. */
export interface TerminalStyle {
  paint(text: string, style: Style): string;
  readonly signs: {
    readonly spinner: readonly string[];
    readonly good: string;
    readonly bad: string;
    readonly unsure: string;
    readonly cut: string;
    readonly arrow: string;
  };
}

const unicode = {
  spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"],
  good: "✓",
  bad: "✗",
  unsure: "?",
  cut: "…",
  arrow: "→",
} as const;
const ascii = {
  spinner: ["-", "\\", "|", "/"],
  good: "+",
  bad: "x",
  unsure: "?",
  cut: "~",
  arrow: "->",
} as const;

/** Reads the supported style from the environment, including https://no-color.org. */
export function terminalStyle(env: Io["env"], output: Pick<Output, "isTerminal">): TerminalStyle {
  const isColored = hasColors(env, output);
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  const isUnicode = /utf-?8/i.test(locale) || env.WT_SESSION !== undefined;
  return {
    paint: (text, style) =>
      isColored && style !== "plain" && text !== ""
        ? styleText(style, text, { validateStream: false })
        : text,
    signs: isUnicode && env.TERM !== "dumb" ? unicode : ascii,
  };
}

/** Returns true if the output supports colors and the user hasn't disabled them. */
function hasColors(env: Io["env"], output: Pick<Output, "isTerminal">): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0";
  return output.isTerminal && env.TERM !== "dumb";
}

/** Returns true if lines can be redrawn. */
export function isLive(env: Io["env"], output: Output): boolean {
  return output.isTerminal && env.TERM !== "dumb" && !env.CI;
}

/** Joins pieces to one line, cut at a width. */
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
 * Breaks a text into lines of a width, between words.
 *
 * @param indents Indentation of the first line and of the others.
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

/**
 * Breaks a text into lines of a width, but not the command at its end, so that it can be copied.
 *
 * @param indent Indentation of the first line. The others have two more spaces.
 */
export function wrapHint(text: string, width: number, indent = ""): string[] {
  const [, words, command] = /^(.*\b(?:run|add):) (.+)$/.exec(text) ?? [];
  const isSplit = command !== undefined && text.length + indent.length > width;
  return [
    ...wrap(isSplit ? (words ?? "") : text, width, [indent, `${indent}  `]),
    ...(isSplit ? [`${indent}  ${command}`] : []),
  ];
}
