/** Renders a table. Cells may contain Markdown. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |\n`;
  return `${line(header)}${line(header.map(() => "---"))}${rows.map(line).join("")}\n`;
}

function cell(text: string): string {
  return text
    .trim()
    .replaceAll("|", "\\|")
    .replaceAll(/\s*\n\s*/g, " ");
}

/** Renders inline code. */
export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Renders a list of inline code. */
export function codeList(list: readonly string[]): string {
  return list.map(code).join(", ");
}

/** Renders a code block. */
export function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text.replace(/\n*$/, "\n")}\`\`\`\n\n`;
}

/** Renders text that is folded until its title is selected. */
export function details(title: string, text: string): string {
  return `::: details ${title}\n\n${text.trim()}\n\n:::\n\n`;
}
