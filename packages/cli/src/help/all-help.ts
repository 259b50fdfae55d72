import {
  type Application,
  type CommandContext,
  generateHelpTextForAllCommands,
} from "@stricli/core";
import { app, root } from "../app.ts";
import { rootHelp } from "./root-help.ts";

/** What a command says of itself. */
export interface CommandHelp {
  /** As in `asyncstatus commit`. */
  readonly command: string;
  readonly text: string;
}

/** The help of the program and of every command, with the flags that are seldom needed, too. */
export function allHelp(): CommandHelp[] {
  // To say what it says of itself, a command needs no context.
  const asked = app as unknown as Application<CommandContext>;
  const commands = generateHelpTextForAllCommands(asked).map(([command, text]) => ({
    command,
    text,
  }));
  return [{ command: "asyncstatus", text: rootHelp(root) }, ...commands];
}

/** All of it as a page of the documentation. */
export function helpPage(): string {
  const sections = allHelp().map(
    ({ command, text }) => `## ${command}\n\n\`\`\`\n${text.trimEnd()}\n\`\`\`\n`,
  );
  return ["# Every command\n", "What `--help-all` says, generated from it.\n", ...sections].join(
    "\n",
  );
}
