import { stripVTControlCharacters } from "node:util";

/** A recording of the board of a rollout, as an asciicast of version 3. */
export interface Recording {
  readonly columns: number;
  readonly rows: number;
  readonly durationS: number;
  readonly parts: readonly RecordedPart[];
  /** The last board. */
  readonly end: string;
}

/** A part of a recording. */
export interface RecordedPart {
  readonly label: string;
  /** The board at its start. */
  readonly board: string;
}

/**
 * Reads a recording. Each of its outputs is one drawing of the board.
 *
 * @throws {Error} If it is no asciicast of version 3.
 */
export function readRecording(text: string): Recording {
  const [header, ...events] = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const { version, term } = header ?? {};
  if (version !== 3) throw new Error("The recording isn't an asciicast of version 3.");
  let durationS = 0;
  let end = "";
  const parts: RecordedPart[] = [];
  for (const [seconds, code, data] of events) {
    if (!(seconds >= 0)) throw new Error(`The recording has the time ${seconds}.`);
    durationS += seconds;
    if (code === "o") end = boardOf(data);
    else if (code === "m") parts.push({ label: data, board: end });
    else throw new Error(`The recording has the event ${code}.`);
  }
  return { columns: term.cols, rows: term.rows, durationS, parts, end };
}

function boardOf(drawing: string): string {
  return stripVTControlCharacters(drawing).replaceAll("\r", "").trimEnd();
}
