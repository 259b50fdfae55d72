/**
 * Controls, format characters (bidirectional, zero-width), fillers, line separators and lone surrogates; and what
 * begins a command to the runner of GitHub Actions anywhere in a line of a log.
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}]|#(?=#\[)/gu;

/**
 * Escapes text from elsewhere for one line of a terminal or a log.
 *
 * Every character that could move the cursor, break or reorder the line, or hide a part of it is
 * written as in JSON: `\u001b`.
 */
export function escapeForTerminal(text: string): string {
  return text.replace(unsafe, (character) =>
    Array.from({ length: character.length }, (_, index) => {
      const unit = character.charCodeAt(index).toString(16).padStart(4, "0");
      return `\\u${unit}`;
    }).join(""),
  );
}

/** Escapes each line of a text, and ends the last one. */
export function linesForTerminal(text: string): string {
  return `${text.split("\n").map(escapeForTerminal).join("\n")}\n`;
}

/**
 * Writes a value as JSON that is safe on a terminal and parses to the same value.
 *
 * @param space Indentation. Defaults to none, on one line.
 */
export function jsonForTerminal(value: unknown, space?: number): string {
  // The line breaks are layout; every other unsafe character is inside a string.
  return JSON.stringify(value, null, space).split("\n").map(escapeForTerminal).join("\n");
}
