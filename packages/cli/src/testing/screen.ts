import xterm from "@xterm/headless";

/** What a terminal of a size shows after all of this was written to it, line by line. */
export async function screenOf(
  written: string,
  { columns = 80, rows = 24 }: { readonly columns?: number; readonly rows?: number } = {},
): Promise<string> {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    convertEol: true,
    allowProposedApi: true,
  });
  await new Promise<void>((resolve) => terminal.write(written, resolve));
  const { active } = terminal.buffer;
  const lines = Array.from(
    { length: active.length },
    (_, line) => active.getLine(line)?.translateToString(true) ?? "",
  );
  terminal.dispose();
  return `${lines.join("\n").trimEnd()}\n`;
}
