import type { RouteMap } from "@stricli/core";
import type { Context } from "../context.ts";
import { UsageError } from "../errors.ts";
import { commandHelp, findTarget } from "../help/command-help.ts";
import { command } from "./command.ts";
import { argument } from "./flags.ts";

/** Builds the command `help`, which is one of the commands in `root`. */
export function helpCommand(root: () => RouteMap<Context>) {
  return command<object, string[]>({
    brief: "show the help of a command",
    examples: ["[COMMAND]", "commit", "config show"],
    isOutput: true,
    rest: argument("command, such as commit or config show (default: all commands)", "command"),
    action: (io, _flags, ...words) => {
      const found = findTarget(root(), words);
      const [extra] = words.slice(found.words.length);
      if (extra !== undefined) throw new UsageError(`unexpected argument ${JSON.stringify(extra)}`);
      io.stdout.write(commandHelp(found, false));
      return 0;
    },
  });
}
