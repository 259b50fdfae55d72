import { jsonForTerminal } from "@asyncstatus/model/text";
import type { Io } from "../io.ts";

/** Prints an object or an array as JSON. */
export function printJson({ stdout }: Pick<Io, "stdout">, value: object): void {
  stdout.write(`${jsonForTerminal(withWholeMs(value), 2)}\n`);
}

/** Prints a line of JSON. */
export function printJsonLine({ stdout }: Pick<Io, "stdout">, line: object): void {
  stdout.write(`${jsonForTerminal(withWholeMs(line))}\n`);
}

/** Rounds all milliseconds: clocks have fractions. */
function withWholeMs(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, one) =>
      typeof one === "number" && key.endsWith("Ms") ? Math.round(one) : one,
    ),
  );
}
