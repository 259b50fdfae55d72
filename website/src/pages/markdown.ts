/** A table; what is in a cell may be Markdown. */
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

/** A text as it is, as code. */
export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Words, each as code. */
export function words(list: readonly string[]): string {
  return list.map(code).join(", ");
}

/** A block of code. */
export function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text.replace(/\n*$/, "\n")}\`\`\`\n\n`;
}
