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
}

/** Makes a terminal, to read from it what a person would. */
export function createScreen({ columns = 80, rows = 24 }: ScreenSize = {}): Screen {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    convertEol: true,
    allowProposedApi: true,
  });
  return {
    write: (text) => new Promise((resolve) => terminal.write(text, resolve)),
    show() {
      const { active } = terminal.buffer;
      const lines = Array.from(
        { length: active.length },
        (_, line) => active.getLine(line)?.translateToString(true) ?? "",
      );
      return `${lines.join("\n").trimEnd()}\n`;
    },
  };
}

/** Returns the screen of a terminal after the text was written to it. */
export async function screenOf(written: string, size?: ScreenSize): Promise<string> {
  const screen = createScreen(size);
  await screen.write(written);
  return screen.show();
}
