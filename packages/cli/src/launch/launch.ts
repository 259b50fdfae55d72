import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { Script } from "node:vm";
import { cacheFolder } from "../config/folders.ts";
import { exitCodes } from "../exit-codes.ts";
import type { start } from "../program.ts";
import { codeFile, readCode, writeCode } from "./code-cache.ts";

/** The name of the script that all of the program is in; the build puts it here. */
declare const PROGRAM_FILE: string;

/** What that script evaluates to. */
type Program = (
  require: NodeJS.Require,
  file: string,
  folder: string,
) => { readonly start: typeof start };

/**
 * Runs a command line with the program's one script.
 *
 * What V8 makes of it is kept for the next start of the same command. Not by `enableCompileCache`: that
 * keeps what is compiled when a file is loaded, and so none of the functions that are compiled when they are
 * first called, which is most of the work; and it reads from a folder that all users of a computer share.
 */
export function launch(argv: readonly string[]): void {
  const file = join(import.meta.dirname, PROGRAM_FILE);
  const { env } = process;
  // Node.js's own switch for the like.
  const cache = env.NODE_DISABLE_COMPILE_CACHE
    ? undefined
    : codeFile(cacheFolder({ env, homeDir: homedir() }), PROGRAM_FILE, argv);
  const cachedData = cache && readCode(cache);
  const script = new Script(readFileSync(file, "utf8"), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  if (cache && (!cachedData || script.cachedDataRejected)) {
    process.once("exit", (code) => {
      // A command that does not exist is not started again.
      if (code !== exitCodes.usage.code) writeCode(cache, script.createCachedData());
    });
  }
  const program: Program = script.runInThisContext();
  void program(require, file, import.meta.dirname).start(argv);
}
