import { run as runApplication } from "@stricli/core";
import { app, root } from "./app.ts";
import type { Context } from "./context.ts";
import { exitCodes } from "./exit-codes.ts";
import { rootHelp } from "./help/root-help.ts";
import type { Io } from "./io.ts";
import { terminalStyle } from "./output/terminal-style.ts";

const helpFlags: readonly string[] = ["--help", "-h", "--help-all", "-H", "help"];

/**
 * Runs a command line.
 *
 * @param argv What comes after the program's name.
 * @returns The exit code; see {@link exitCodes}.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const context = contextOf(io);
  if (argv[0] === "__complete") {
    const { complete } = await import("./completion/complete.ts");
    const found = await complete(context, argv.slice(1));
    io.stdout.write(found.map((word) => `${word}\n`).join(""));
    return exitCodes.succeeded.code;
  }
  const [first = "--help", ...rest] = argv;
  if (rest.length === 0 && helpFlags.includes(first)) {
    io.stdout.write(rootHelp(root));
    return exitCodes.succeeded.code;
  }
  await runApplication(app, argv, context);
  const { exitCode } = context.process;
  const code = Number(exitCode ?? 0);
  // Below 0 is what the parser did not understand.
  return code < 0 ? exitCodes.usage.code : code;
}

function contextOf(io: Io): Context {
  const { env } = io;
  const outputOf = (name: "stdout" | "stderr") => ({
    write: (text: string) => io[name].write(text),
    // The parser asks in this way whether to use colours.
    getColorDepth: () => (terminalStyle(env, io[name]).paint("x", "bold") === "x" ? 1 : 4),
  });
  return { io, process: { stdout: outputOf("stdout"), stderr: outputOf("stderr"), env } };
}
