import type { Io } from "../io.ts";
import type { Board } from "./board.ts";
import { printable } from "./printable.ts";

/** A line with a time stamp for each change: for logs, and for terminals that cannot do more. */
export function plainBoard({ stderr, clock }: Pick<Io, "stderr" | "clock">): Board {
  const print = (text: string) => {
    const time = `${clock.date().toISOString().slice(0, 19)}Z`;
    stderr.write(`${time} ${text}\n`);
  };
  return {
    row(label) {
      let last = "";
      const say = (text: string) => {
        if (text === last) return;
        last = text;
        print(`${printable(label)}: ${printable(text)}`);
      };
      return { doing: say, done: (_mark, text) => say(text) };
    },
    note: (text) => {
      for (const line of text.split("\n")) print(printable(line));
    },
    end() {},
  };
}
