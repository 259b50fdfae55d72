import { escapeForTerminal, hideUserInfo } from "@asyncstatus/model/text";
import { proposeCompletions, run } from "@stricli/core";
import { app, root } from "./app.ts";
import { letters, outputExitCode } from "./commands/command.ts";
import type { Context } from "./context.ts";
import { commandHelp, findTarget, usageOf } from "./help/command-help.ts";
import { describeMisreadWord } from "./help/misread-words.ts";
import { rootHelp } from "./help/root-help.ts";
import type { Io } from "./io.ts";
import { commandResult } from "./run/command-result.ts";
import { exitCodes } from "./run/exit-codes.ts";
import { printJson, printJsonLine } from "./run/print-json.ts";

/** Short forms in one word, as in `-hq`. */
const shortForms = new RegExp(`^-[hH${Object.keys(letters).join("")}]+$`);

/**
 * Runs a command line.
 *
 * @param argv Arguments after the program's name.
 * @returns The exit code; see {@link exitCodes}.
 */
export async function runCommandLine(given: readonly string[], io: Io): Promise<number> {
  const [first = "", ...rest] = given;
  const argv = ["--version", "-V"].includes(first) ? ["version", ...rest] : given;
  const text = helpFor(argv);
  if (text !== undefined) {
    io.stdout.write(text);
    return outputExitCode(io, exitCodes.succeeded.code);
  }
  let exitCode: number | undefined;
  let problem = "";
  const process = {
    env: io.env,
    stdout: io.stdout,
    // Only the parser writes to it.
    stderr: {
      write(text: string) {
        problem += text;
      },
    },
    exitCode: null as number | string | null,
  };
  const context = {
    io,
    process,
    exit(code: number) {
      exitCode = code;
    },
  };
  if (argv[0] === "__complete") {
    const words = await complete(argv.slice(1), context);
    io.stdout.write(words.map((word) => `${word}\n`).join(""));
    return exitCodes.succeeded.code;
  }
  const misread = describeMisreadWord(root, argv);
  if (misread !== undefined) return report(argv, hideUserInfo(misread), "usage", io);
  // The parser finds the closest commands. With `--help`, it never runs one.
  const line = isHelpOfUnknown(argv) ? [...argv.slice(1), "--help"] : argv;
  await run(app, line, context);
  if (problem !== "") {
    // The parser sets a code below 0 for an invalid command line.
    const parsed = Number(process.exitCode);
    return report(line, hideUserInfo(problem.trim()), parsed < 0 ? "usage" : "unknown", io);
  }
  return exitCode ?? exitCodes.succeeded.code;
}

/**
 * Returns the words that complete a command line. Options come after a dash, or if there is nothing else.
 *
 * @param words Those after the program's name. The last one is incomplete.
 */
async function complete(words: readonly string[], context: Context): Promise<readonly string[]> {
  const isHelp = words[0] === "help" && words.length > 1;
  const proposals = await proposeCompletions(app, isHelp ? words.slice(1) : words, context);
  const shown = proposals.filter(({ kind }) => !isHelp || kind.startsWith("routing-target"));
  const values = shown.filter(({ kind }) => kind !== "argument:flag");
  const found = words.at(-1) === "" && values.length > 0 ? values : shown;
  return found.map(({ completion }) => completion).filter((word) => word !== "--");
}

/** Returns the help that an option asks for, or of a group of commands that is named alone. */
function helpFor(argv: readonly string[]): string | undefined {
  const words = beforeArguments(argv);
  const isFor = (letter: string, ...names: string[]) =>
    words.some((word) => names.includes(word) || (shortForms.test(word) && word.includes(letter)));
  const path = words[0] === "help" ? words.slice(1) : words;
  const found = findTarget(root, path);
  const isGroup = "getAllEntries" in found.target && found.words.length === path.length;
  const isForAll = isFor("H", "--help-all", "--helpAll");
  if (!isGroup && !isForAll && !isFor("h", "--help")) return undefined;
  return found.target === root ? rootHelp(root) : commandHelp(found, isForAll);
}

/** Returns the words before `--`. */
function beforeArguments(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf("--");
  return end === -1 ? argv : argv.slice(0, end);
}

/** Returns true for `help` of a command that doesn't exist. */
function isHelpOfUnknown([first, ...path]: readonly string[]): boolean {
  if (first !== "help" || path.some((word) => word.startsWith("-"))) return false;
  return "getAllEntries" in findTarget(root, path).target;
}

/** Reports an invalid command line or a defect, and returns the exit code. */
function report(
  argv: readonly string[],
  message: string,
  exit: "usage" | "unknown",
  io: Io,
): number {
  const found = findTarget(root, argv);
  const hint = `For help, run: ${found.name} --help`;
  const format = formatOf(argv);
  if (format !== "text") {
    const command = found.name.replace(/^asyncstatus ?/, "");
    const error = { code: exit === "usage" ? "usage" : "defect", message, hint };
    const at = io.clock.date().toISOString();
    const about = { command, host: "", startedAt: at, endedAt: at };
    const result = commandResult(exit, { ...about, outcome: "error", summary: message, error });
    if (format === "json") printJson(io, result);
    else printJsonLine(io, { type: "result", ...result });
  } else {
    const lines = exit === "usage" ? [`  Usage: ${usageOf(found)}`, `  ${hint}`] : [];
    const all = [...`Error: ${message}`.split("\n"), ...lines];
    io.stderr.write(all.map((line) => `${escapeForTerminal(line)}\n`).join(""));
  }
  return exitCodes[exit].code;
}

/** Returns the format of the output that an invalid command line asks for. */
function formatOf(argv: readonly string[]): "text" | "json" | "jsonl" {
  const words = beforeArguments(argv).join(" ");
  if (/(^| )(--json-lines|--jsonLines|--output[ =]jsonl)( |$)/.test(words)) return "jsonl";
  return /(^| )(--json|--output[ =]json)( |$)/.test(words) ? "json" : "text";
}
