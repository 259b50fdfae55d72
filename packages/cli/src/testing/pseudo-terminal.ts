import { spawn } from "@lydell/node-pty";
import { onTestFinished } from "vitest";
import { createScreen } from "./screen.ts";

/** A program on a pseudo-terminal, with a screen that can be looked at. */
export interface PseudoTerminal {
  type(text: string): void;
  /** Closes the terminal, as a dropped connection does. Resolves when the program has ended. */
  hangUp(): Promise<void>;
  /** The lines of the screen and of the scrollback. */
  screen(): string;
  /** The lines as they were written: those that the terminal broke are one. */
  lines(): string;
  /** Everything that the program has written. */
  output(): string;
  /** Resolves once the screen has something. @throws {Error} with the screen, where it never does */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves to the exit code, once all that was written is on the screen. */
  readonly exited: Promise<number>;
}

const patienceMs = 15_000;

/** Starts a program on a terminal of 80 columns. It is gone when the test ends. */
export function startOnTerminal(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): PseudoTerminal {
  const size = { cols: 80, rows: 24 };
  const screen = createScreen({ columns: size.cols, rows: size.rows });
  const program = spawn(file, [...args], { name: "xterm-256color", ...size, env: { ...env } });
  let written = Promise.resolve();
  let onChange = () => {};
  let output = "";
  program.onData((data) => {
    output += data;
    written = screen.write(data).then(() => onChange());
  });
  const { promise: exited, resolve } = Promise.withResolvers<number>();
  let isRunning = true;
  program.onExit(({ exitCode }) => {
    isRunning = false;
    written.then(() => resolve(exitCode));
  });
  onTestFinished(() => {
    if (isRunning) program.kill("SIGKILL");
  });
  return {
    type: (text) => program.write(text),
    async hangUp() {
      // Not part of the types: `kill` only sends a signal.
      (program as unknown as { destroy(): void }).destroy();
      const deadline = Date.now() + patienceMs;
      while (isAlive(program.pid)) {
        if (Date.now() > deadline) throw new Error("Expected the program to end after a hangup.");
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    screen: screen.show,
    lines: screen.lines,
    output: () => output,
    exited,
    async until(pattern) {
      const deadline = Date.now() + patienceMs;
      for (;;) {
        const found = pattern.exec(screen.show());
        if (found) return found;
        const left = deadline - Date.now();
        if (left <= 0) throw new Error(`Expected ${pattern} on the screen:\n${screen.show()}`);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          onChange = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    // Signal 0 only checks that the process exists.
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
