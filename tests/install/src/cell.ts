/** One thing tried on one runtime. */
export interface Cell {
  readonly row: string;
  readonly column: string;
  /** What is wrong; nothing where it works. */
  readonly problem?: string | undefined;
  /** Why it could not be tried here. */
  readonly untried?: string | undefined;
}

/** What cannot be tried where this runs. */
export class UntriedError extends Error {
  override readonly name = "UntriedError";
}

/** Tries something, and notes how it went. */
export async function tried(
  row: string,
  column: string,
  attempt: () => Promise<void>,
): Promise<Cell> {
  try {
    await attempt();
    return { row, column };
  } catch (error) {
    if (error instanceof UntriedError) return { row, column, untried: error.message };
    return { row, column, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** The cells as a table in Markdown, rows and columns as they come. */
export function tableOf(cells: readonly Cell[]): string {
  const columns = [...new Set(cells.map(({ column }) => column))];
  const rows = [...new Set(cells.map(({ row }) => row))];
  const mark = (row: string, column: string) => {
    const found = cells.find((cell) => cell.row === row && cell.column === column);
    if (!found) return "";
    if (found.untried !== undefined) return "not tried";
    return found.problem === undefined ? "✓" : "✗";
  };
  return [
    `| | ${columns.join(" | ")} |`,
    `| --- |${columns.map(() => " :-: |").join("")}`,
    ...rows.map((row) => `| ${row} | ${columns.map((column) => mark(row, column)).join(" | ")} |`),
  ].join("\n");
}
