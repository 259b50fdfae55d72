const begin = "<!-- figures -->\n";
const end = "<!-- /figures -->\n";

/**
 * Reads the tables between the markers, by benchmark.
 *
 * @throws {Error} If the text has no markers.
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

/** Reduces a table to what does not change between runs and scales: labels, units and bounds. */
export function formOf(table: string): string[] {
  return table.split("\n").map((row) => {
    const [, what = "", measured = "", bound = ""] = row.split("|").map((cell) => cell.trim());
    const number = /-?(?:\d[\d.,]*\d|\d)/g;
    const unit = measured
      .replace(/\(.*\)/, "")
      .replace(number, "N")
      .trim();
    return [what.replace(number, "N"), unit, bound].join(" | ");
  });
}

/**
 * Replaces the figures between the markers.
 *
 * @throws {Error} If the text has no markers.
 */
export function withFigures(text: string, figures: string): string {
  const { from, to } = placeOf(text);
  return `${text.slice(0, from)}\n${figures}\n\n${text.slice(to)}`;
}

function placeOf(text: string): { readonly from: number; readonly to: number } {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from)
    throw new Error(`Expected the lines ${begin}and ${end}in the text.`);
  return { from: from + begin.length, to };
}
