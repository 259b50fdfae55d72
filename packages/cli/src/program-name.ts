import type { Io } from "./io.ts";

/** How whoever reads this calls the program: what is printed can be copied. */
export function programName({ env }: Pick<Io, "env">): string {
  if (env.npm_lifecycle_event === "asyncstatus") return "npx -y pnpm@12 -s asyncstatus";
  if (env.npm_command === "exec" && env.npm_lifecycle_event === "npx") return "npx asyncstatus";
  return "asyncstatus";
}

/** A word of a command, quoted where a shell would not take it as it is. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./[\]-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
