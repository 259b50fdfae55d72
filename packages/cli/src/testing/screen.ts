import xterm from "@xterm/headless";

/** The size of a terminal. */
export interface ScreenSize {
  readonly columns?: number;
  readonly rows?: number;
}

/** A terminal without a display. */
export interface Screen {
  write(text: string): Promise<void>;
  /** The lines of the screen and of the scrollback. */
  show(): string;
  /** The lines as they were written: those that the terminal broke are one. */
  lines(): string;
}

/** Makes a terminal, to read from it what a person would. */
export function createScreen({ columns = 80, rows = 24 }: ScreenSize = {}): Screen {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    convertEol: true,
    allowProposedApi: true,
  });
  const read = (joins: boolean): string => {
    const { active } = terminal.buffer;
    let text = "";
    for (let index = 0; index < active.length; index += 1) {
      const line = active.getLine(index);
      const isBroken = active.getLine(index + 1)?.isWrapped === true;
      text += `${line?.translateToString(!(joins && isBroken)) ?? ""}${joins && isBroken ? "" : "\n"}`;
    }
    return `${text.trimEnd()}\n`;
  };
  return {
    write: (text) => new Promise((resolve) => terminal.write(text, resolve)),
    show: () => read(false),
    lines: () => read(true),
  };
}

/** Returns the screen of a terminal after the text was written to it. */
export async function screenOf(written: string, size?: ScreenSize): Promise<string> {
  const screen = createScreen(size);
  await screen.write(written);
  return screen.show();
}
