import { completionScripts } from "../completion/scripts.ts";
import type { Shell } from "../completion/shells.ts";
import type { Context } from "../context.ts";

/** Prints what a shell has to read to complete the words of the commands. */
export default function completion(this: Context, _flags: object, shell: Shell): void {
  this.io.stdout.write(completionScripts[shell]);
  this.process.exitCode = 0;
}
