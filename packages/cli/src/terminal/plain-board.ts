import { escapeForTerminal } from "@asyncstatus/model/text";
import type { Io } from "../io.ts";
import type { Board } from "./board.ts";

/** Prints a line with a timestamp for each change: for logs, and for simple terminals. */
export function plainBoard({ stderr, clock }: Pick<Io, "stderr" | "clock">): Board {
  const print = (text: string) => {
    const time = `${clock.date().toISOString().slice(0, 19)}Z`;
    stderr.write(`${time} ${escapeForTerminal(text)}\n`);
  };
  return {
    row(label) {
      let last = "";
      const update = (text: string) => {
        if (text === last) return;
        last = text;
        print(`${label}: ${text}`);
      };
      return { update, done: (_mark, text) => update(text) };
    },
    note: (text) => {
      for (const line of text.split("\n")) print(line);
    },
    end() {},
  };
}
