import { escapeForTerminal, hideUserInfo } from "@asyncstatus/model/text";
import { proposeCompletions, run } from "@stricli/core";
import { app, root } from "./app.ts";
import type { Context } from "./context.ts";
import { rootHelp } from "./help/root-help.ts";
import type { Io } from "./io.ts";
import { exitCodes } from "./run/exit-codes.ts";
import { hasColors } from "./terminal/terminal-style.ts";

const helpFlags: readonly string[] = ["--help", "-h", "--help-all", "-H", "help"];

/**
 * Runs a command line.
 *
 * @param argv Arguments after the program's name.
 * @returns The exit code; see {@link exitCodes}.
 */
export async function runCommandLine(argv: readonly string[], io: Io): Promise<number> {
  let exitCode: number | undefined;
  const outputOf = (name: "stdout" | "stderr") => ({
    write: (text: string) => io[name].write(safe(text)),
    // The parser checks for colors this way.
    getColorDepth: () => (hasColors(io.env, io[name]) ? 4 : 1),
  });
  const process: Context["process"] & { exitCode?: number | string | null } = {
    stdout: outputOf("stdout"),
    stderr: outputOf("stderr"),
  };
  const context = {
    io,
    process: { ...process, env: io.env },
    exit(code: number) {
      exitCode = code;
    },
  };
  if (argv[0] === "__complete") {
    // All words after the program's name; the last one is incomplete.
    const proposals = await proposeCompletions(app, argv.slice(1), context);
    const words = proposals.map(({ completion }) => completion).filter((word) => word !== "--");
    io.stdout.write(words.map((word) => `${word}\n`).join(""));
    return exitCodes.succeeded.code;
  }
  const [first = "--help", ...rest] = argv;
  if (rest.length === 0 && helpFlags.includes(first)) {
    io.stdout.write(rootHelp(root));
    return exitCodes.succeeded.code;
  }
  await run(app, argv, context);
  // The parser sets a code below 0 for an invalid command line.
  const parsed = Number((context.process as typeof process).exitCode ?? 0);
  return parsed < 0 ? exitCodes.usage.code : (exitCode ?? parsed);
}

/** The parser quotes arguments. Its own output has colors and line breaks. */
function safe(text: string): string {
  return (
    hideUserInfo(text)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colors are control sequences.
      .split(/(\u001b\[[\d;]*m|\n)/)
      .map((part, index) => (index % 2 === 1 ? part : escapeForTerminal(part)))
      .join("")
  );
}
