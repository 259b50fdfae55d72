import { escapeForTerminal } from "@asyncstatus/model/text";

/** Returns rows with aligned columns, safe for a terminal. A column without a text takes no room. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const escaped = rows.map((row) => row.map(escapeForTerminal));
  const widths = (escaped[0] ?? []).map((_, column) =>
    Math.max(...escaped.map((row) => row[column]?.length ?? 0)),
  );
  return escaped.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .filter((_, column) => widths[column] !== 0)
      .join("  ")
      .trimEnd(),
  );
}
