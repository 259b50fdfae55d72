import { root } from "../src/app.ts";
import { commandHelp, findTarget } from "../src/help/command-help.ts";
import { rootHelp } from "../src/help/root-help.ts";

/** Help of one command. */
export interface CommandHelp {
  /** As in `asyncstatus commit`. */
  readonly command: string;
  readonly text: string;
}

/** Returns the help of the program and of every command, advanced options included. */
export function allHelp(): CommandHelp[] {
  const commands = namesIn(root).map((name) => findTarget(root, name.split(" ")));
  return [
    { command: "asyncstatus", text: rootHelp(root) },
    ...commands.map((found) => ({ command: found.name, text: commandHelp(found, true) })),
  ];
}

function namesIn(group: typeof root, prefix = ""): string[] {
  return group.getAllEntries().flatMap(({ name, target }) => {
    const full = `${prefix}${name["convert-camel-to-kebab"]}`;
    return "getAllEntries" in target ? namesIn(target as typeof root, `${full} `) : [full];
  });
}

/** Returns the help as a page of the documentation. */
export function helpPage(): string {
  const sections = allHelp().map(
    ({ command, text }) => `## ${command}\n\n\`\`\`\n${text.trimEnd()}\n\`\`\`\n`,
  );
  return ["# Commands\n", "The output of `--help-all`.\n", ...sections].join("\n");
}
