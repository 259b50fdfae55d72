import { root } from "../src/app.ts";
import { commandHelp, commandsIn, findTarget } from "../src/help/command-help.ts";
import { rootHelp } from "../src/help/root-help.ts";

/** Help of one command. */
export interface CommandHelp {
  /** As in `asyncstatus commit`. */
  readonly command: string;
  readonly text: string;
}

/** Returns the help of the program and of every command, advanced options included. */
export function allHelp(): CommandHelp[] {
  const commands = commandsIn(findTarget(root, []));
  return [
    { command: "asyncstatus", text: rootHelp(root) },
    ...commands.map((found) => ({ command: found.name, text: commandHelp(found, true) })),
  ];
}

/** Returns the help as a page of the documentation. */
export function helpPage(): string {
  const sections = allHelp().map(
    ({ command, text }) => `## ${command}\n\n\`\`\`\n${text.trimEnd()}\n\`\`\`\n`,
  );
  return ["# Commands\n", "The output of `--help-all`.\n", ...sections].join("\n");
}
