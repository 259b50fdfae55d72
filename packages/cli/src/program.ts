import { processIo } from "./process-io.ts";
import { run } from "./run.ts";

/** Runs a command line in this process, and sets the exit code. */
export async function start(argv: readonly string[]): Promise<void> {
  process.exitCode = await run(argv, processIo());
}
