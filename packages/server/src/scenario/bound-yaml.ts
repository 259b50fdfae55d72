import { Lexer, LineCounter, Parser } from "yaml";

/** A scenario has half as many levels, and its longest list a thousand entries. */
const maxDepth = 32;
const maxEntries = 2_000;

/** Why a text is not read, and where. */
export interface Unbounded {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Looks for what would take long to read: the parser composes nested collections by recursion, compares
 * each key of a map with all others, and goes on after an error, to the next of thousands.
 */
export function boundYaml(text: string): Unbounded | undefined {
  const lines = new LineCounter();
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const refusal = (message: string, offset: number): Unbounded => {
    const { line, col: column } = lines.linePos(offset);
    return { message, line, column };
  };
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === "error") return refusal(token.message, token.offset);
    }
    if (parser.stack.length > maxDepth) return refusal("It is nested too deeply", parser.offset);
    const top = parser.stack.at(-1);
    if (top && "items" in top && top.items.length > maxEntries) {
      return refusal(`It has more than ${maxEntries} entries in one place`, top.offset);
    }
  }
  return undefined;
}
