import { completionScripts, type Shell, shells } from "../completion/completion-scripts.ts";
import { command } from "./command.ts";
import { choiceArgument } from "./flags.ts";

export const completion = command<object, [shell: Shell]>({
  brief: "print a shell completion script",
  description: "Prints a shell completion script.",
  examples: ["SHELL", "bash >> ~/.bashrc"],
  isOutput: true,
  positional: [choiceArgument(shells.join(", "), "shell", shells)],
  action: (io, _flags, shell) => {
    io.stdout.write(completionScripts[shell]);
    return 0;
  },
});
