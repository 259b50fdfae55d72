import { Lexer, LineCounter, Parser } from "yaml";

// Scenarios have half as many levels, and lists of at most some hundred entries.
const maxDepth = 32;
const maxEntries = 2_000;

/** The reason why a text is refused, and the place. */
export interface YamlRefusal {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Refuses texts that take long to parse: the parser composes nested collections by recursion, compares
 * each key of a map with all others, and continues after thousands of errors.
 */
export function boundYaml(text: string): YamlRefusal | undefined {
  const lines = new LineCounter();
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const refusal = (message: string, offset: number): YamlRefusal => {
    const { line, col: column } = lines.linePos(offset);
    return { message, line, column };
  };
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === "error") return refusal("Invalid YAML or JSON", token.offset);
    }
    if (parser.stack.length > maxDepth) return refusal("Nested too deeply", parser.offset);
    const top = parser.stack.at(-1);
    if (top && "items" in top && top.items.length > maxEntries) {
      return refusal(`More than ${maxEntries} entries in one collection`, top.offset);
    }
  }
  return undefined;
}
