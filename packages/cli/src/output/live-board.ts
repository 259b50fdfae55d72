import type { Io } from "../io.ts";
import type { Board, Mark } from "./board.ts";
import { formatElapsed } from "./format-elapsed.ts";
import { printable } from "./printable.ts";
import { fitLine, type Piece, type Style, type TerminalStyle, wrap } from "./terminal-style.ts";

interface RowState {
  readonly label: string;
  readonly since: number;
  text: string;
  ended?: { readonly mark: Mark; readonly afterMs: number };
}

const styles: Readonly<Record<Mark, Style>> = { good: "green", bad: "red", unsure: "yellow" };
const frameMs = 100;

/** Rows that are rewritten in place, each one line wide, with a spinner and the time that passes. */
export function liveBoard(
  { stderr, clock }: Pick<Io, "stderr" | "clock">,
  style: TerminalStyle,
): Board {
  const rows: RowState[] = [];
  let drawn = 0;
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
      [` ${formatElapsed(elapsedMs).padStart(7)}  `, "dim"],
      [text],
    ];
    return fitLine(pieces, stderr.columns - 1, style);
  };

  /** What ended first gives way where there are more rows than the screen has. */
  const shownRows = (): RowState[] => {
    const room = Math.max(1, stderr.rows - 2);
    const excess = rows.length - room;
    if (excess <= 0) return rows;
    const ended = rows.filter((row) => row.ended).slice(0, excess);
    return rows.filter((row) => !ended.includes(row)).slice(0, room);
  };

  const draw = () => {
    const shown = shownRows();
    const labelWidth = Math.max(0, ...shown.map(({ label }) => label.length));
    const lines = shown.map((row) => `\x1b[2K${lineOf(row, labelWidth)}\n`);
    const up = drawn > 0 ? `\x1b[${drawn}A` : "";
    const left = Math.max(0, drawn - lines.length);
    stderr.write(up + lines.join("") + (left > 0 ? "\x1b[0J" : ""));
    drawn = lines.length;
    cancel();
    if (rows.some(({ ended }) => !ended)) cancel = clock.after(frameMs, draw);
  };

  return {
    row(label) {
      const row: RowState = { label: printable(label), since: clock.now(), text: "" };
      rows.push(row);
      const say = (text: string) => {
        row.text = printable(text);
        draw();
      };
      return {
        doing: say,
        done(mark, text) {
          row.ended = { mark, afterMs: clock.now() - row.since };
          say(text);
        },
      };
    },
    note(text) {
      const up = drawn > 0 ? `\x1b[${drawn}A\x1b[0J` : "";
      const lines = text
        .split("\n")
        .flatMap((line) => wrap(printable(line), stderr.columns, ["", "  "]));
      stderr.write(`${up}${lines.join("\n")}\n`);
      drawn = 0;
      if (rows.length > 0) draw();
    },
    end() {
      cancel();
    },
  };
}
