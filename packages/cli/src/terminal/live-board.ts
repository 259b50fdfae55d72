import { escapeForTerminal, formatDuration } from "@asyncstatus/model/text";
import type { Io } from "../io.ts";
import type { Board, Mark } from "./board.ts";
import { fitLine, type Piece, type Style, type TerminalStyle, wrapHint } from "./terminal-style.ts";

interface RowState {
  readonly label: string;
  readonly since: number;
  text: string;
  ended?: { readonly mark: Mark; readonly afterMs: number };
}

const styles: Readonly<Record<Mark, Style>> = { good: "green", bad: "red", unsure: "yellow" };
const frameMs = 100;
const eraseBelow = "\x1b[0J";

/** Redraws rows in place, each one line wide, with a spinner and the elapsed time. */
export function liveBoard(
  { stderr, clock }: Pick<Io, "stderr" | "clock">,
  style: TerminalStyle,
): Board {
  const rows: RowState[] = [];
  let drawn = 0;
  let isCursorHidden = false;
  let cancel = () => {};

  const lineOf = ({ label, since, text, ended }: RowState, labelWidth: number): string => {
    const { signs } = style;
    const elapsedMs = ended?.afterMs ?? clock.now() - since;
    const frame = Math.floor(clock.now() / frameMs) % signs.spinner.length;
    const sign: Piece = ended
      ? [signs[ended.mark], styles[ended.mark]]
      : [signs.spinner[frame] ?? "", "bold"];
    const pieces: Piece[] = [
      sign,
      [` ${label.padEnd(labelWidth)}`, "bold"],
      [` ${elapsed(elapsedMs).padStart(7)}  `, "dim"],
      [text],
    ];
    return fitLine(pieces, stderr.columns - 1, style);
  };

  /** Omits the rows that ended first if the screen is too small. */
  const shownRows = (): RowState[] => {
    const room = Math.max(1, stderr.rows - 2);
    const excess = rows.length - room;
    if (excess <= 0) return rows;
    const ended = rows.filter((row) => row.ended).slice(0, excess);
    return rows.filter((row) => !ended.includes(row)).slice(0, room);
  };

  /** The cursor may not be in the first column: a terminal echoes Ctrl-C as `^C`. */
  const toTop = () => (drawn > 0 ? `\r\x1b[${drawn}A` : "");

  const hideCursor = () => {
    if (isCursorHidden) return "";
    isCursorHidden = true;
    return "\x1b[?25l";
  };

  const draw = () => {
    const shown = shownRows();
    const labelWidth = Math.max(0, ...shown.map(({ label }) => label.length));
    const lines = shown.map((row) => `\x1b[2K${lineOf(row, labelWidth)}\n`);
    stderr.write(hideCursor() + toTop() + lines.join("") + eraseBelow);
    drawn = lines.length;
    cancel();
    if (rows.some(({ ended }) => !ended)) cancel = clock.after(frameMs, draw);
  };

  return {
    row(label) {
      const row: RowState = { label: escapeForTerminal(label), since: clock.now(), text: "" };
      rows.push(row);
      const update = (text: string) => {
        row.text = escapeForTerminal(text);
        draw();
      };
      return {
        update,
        done(mark, text) {
          row.ended = { mark, afterMs: clock.now() - row.since };
          update(text);
        },
      };
    },
    note(text) {
      const up = drawn > 0 ? toTop() + eraseBelow : "";
      const lines = text
        .split("\n")
        .flatMap((line) => wrapHint(escapeForTerminal(line), stderr.columns));
      stderr.write(`${up}${lines.join("\n")}\n`);
      drawn = 0;
      if (rows.length > 0) draw();
    },
    end() {
      cancel();
      if (isCursorHidden) stderr.write("\x1b[?25h");
      isCursorHidden = false;
    },
  };
}

/** Always with one decimal, so that running times don't jump. */
function elapsed(ms: number): string {
  return ms < 59_950 ? `${(ms / 1000).toFixed(1)} s` : formatDuration(ms);
}
