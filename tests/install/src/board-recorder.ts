import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { spawn } from "@lydell/node-pty";

const size = { cols: 80, rows: 24 };
/** Ends each drawing of the board. */
const drawingEnd = "\x1b[0J";
const clearScreen = "\x1b[H\x1b[2J";
/** The time for which the board stays as it is at the start of a part, to be read. */
const readMs = 3_000;
const patienceMs = 60_000;

/** A drawing of the board, and the time since the one before. */
type Drawing = readonly [seconds: number, drawing: string];

/** Records `asyncstatus rollout watch` on a terminal, as an asciicast. */
export class BoardRecorder {
  readonly #drawings: Drawing[] = [];
  #lastMs = 0;
  #board = "";
  #isRunning = false;
  #onDrawing = () => {};

  /** Starts the command on an empty screen. */
  start(command: string, cwd: string, env: NodeJS.ProcessEnv): void {
    this.#isRunning = true;
    let output = this.#drawings.length > 0 ? clearScreen : "";
    const terminal = spawn("/bin/sh", ["-c", command], { ...size, cwd, env: { ...env } });
    terminal.onData((data) => {
      output += data;
      for (let end = output.indexOf(drawingEnd); end >= 0; end = output.indexOf(drawingEnd)) {
        this.#draw(output.slice(0, end + drawingEnd.length));
        output = output.slice(end + drawingEnd.length);
      }
    });
    terminal.onExit(() => {
      this.#isRunning = false;
      this.#onDrawing();
    });
  }

  /** Waits until the board shows a part, and leaves time to read it. */
  async shows(pattern: RegExp): Promise<void> {
    await this.#until(() => pattern.test(this.#board), `${pattern} on the board`);
    await sleep(readMs);
  }

  /** Waits for the end of the command. */
  async ended(): Promise<void> {
    await this.#until(() => !this.#isRunning, "the end of the board");
  }

  /**
   * Returns the recording. Waits are cut to `readMs` when it is played.
   *
   * @param parts The label of each part, which is marked, and the text that the board shows in it.
   */
  asciicast(parts: readonly (readonly [label: string, shown: RegExp])[]): string {
    const header = { version: 3, term: size, idle_time_limit: readMs / 1_000 };
    const left = [...parts];
    const events = this.#drawings.flatMap(([seconds, drawing]) => {
      const [label, shown] = left[0] ?? [];
      const event = [seconds, "o", drawing];
      if (!shown?.test(boardOf(drawing))) return [event];
      left.shift();
      return [event, [0, "m", label]];
    });
    if (left.length > 0) throw new Error(`The recording doesn't show ${left[0]}.`);
    return [header, ...events].map((line) => `${JSON.stringify(line)}\n`).join("");
  }

  /** Leaves out drawings in which only the time has passed. */
  #draw(drawing: string): void {
    const board = boardOf(drawing);
    const isNew = withoutTimes(board) !== withoutTimes(this.#board);
    this.#board = board;
    if (isNew) {
      const nowMs = performance.now();
      const ms = this.#drawings.length > 0 ? Math.round(nowMs - this.#lastMs) : 0;
      this.#lastMs = nowMs;
      this.#drawings.push([ms / 1_000, drawing]);
    }
    this.#onDrawing();
  }

  async #until(isTrue: () => boolean, what: string): Promise<void> {
    const deadline = performance.now() + patienceMs;
    while (!isTrue()) {
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) throw new Error(`Expected ${what}, which shows:\n${this.#board}`);
      const drawn = new Promise<void>((resolve) => {
        this.#onDrawing = resolve;
      });
      await Promise.race([drawn, sleep(leftMs, undefined, { ref: false })]);
    }
  }
}

function boardOf(drawing: string): string {
  return stripVTControlCharacters(drawing).trim();
}

function withoutTimes(board: string): string {
  return board.replaceAll(/\d+ (h|min|s)\b/g, "").replaceAll(/\d+ in the last minute/g, "");
}
