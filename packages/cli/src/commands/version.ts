import { version as current } from "../version.ts";
import { command } from "./command.ts";

export const version = command<object>({
  brief: "show the version of asyncstatus",
  examples: [""],
  isOutput: true,
  action: (io) => {
    io.stdout.write(`${current}\n`);
    return 0;
  },
});
