const begin = "<!-- figures -->\n";
const end = "<!-- /figures -->\n";

/**
 * The tables between the markers of a text by the benchmarks that they are of.
 *
 * @throws {Error} where it has no markers
 */
export function figuresIn(text: string): ReadonlyMap<string, string> {
  const { from, to } = placeOf(text);
  const [, ...sections] = text.slice(from, to).split(/^### /m);
  return new Map(
    sections.map((section) => {
      const [name = "", ...lines] = section.trim().split("\n");
      return [name, lines.join("\n").trim()];
    }),
  );
}

/** What of a table does not change from run to run, nor with its scale: all but the numbers measured. */
export function formOf(table: string): string[] {
  return table.split("\n").map((row) => {
    const [, what = "", measured = "", bound = ""] = row.split("|").map((cell) => cell.trim());
    const number = /\d[\d.,]*\d|\d/g;
    const unit = measured
      .replace(/\(.*\)/, "")
      .replace(number, "N")
      .trim();
    return [what.replace(number, "N"), unit, bound].join(" | ");
  });
}

/**
 * Puts figures in place of those that a text has between its markers.
 *
 * @throws {Error} where it has no markers
 */
export function withFigures(text: string, figures: string): string {
  const { from, to } = placeOf(text);
  return `${text.slice(0, from)}\n${figures}\n\n${text.slice(to)}`;
}

/** From behind the first marker to the second. */
function placeOf(text: string): { readonly from: number; readonly to: number } {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from)
    throw new Error(`Expected the lines ${begin}and ${end}in the text.`);
  return { from: from + begin.length, to };
}
