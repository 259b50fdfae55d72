import { jsonForTerminal } from "@asyncstatus/model/text";
import type { Io } from "../io.ts";
import type { CommandResult } from "./command-result.ts";

/** Prints results as JSON: one object, or an array. */
export function printJson(
  { stdout }: Pick<Io, "stdout">,
  results: CommandResult | readonly CommandResult[],
): void {
  stdout.write(`${jsonForTerminal(withWholeMs(results), 2)}\n`);
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
