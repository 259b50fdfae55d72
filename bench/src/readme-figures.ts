const begin = "<!-- figures -->\n";
const end = "<!-- /figures -->\n";

/**
 * Puts figures in place of those that a text has between its markers.
 *
 * @throws {Error} where it has no markers
 */
export function withFigures(text: string, figures: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from)
    throw new Error(`Expected the lines ${begin}and ${end}in the text.`);
  return `${text.slice(0, from + begin.length)}\n${figures}\n\n${text.slice(to)}`;
}
