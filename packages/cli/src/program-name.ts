import { shellWord } from "@asyncstatus/model/text";
import type { Io } from "./io.ts";

export { shellWord };

/** Returns the program as the user started it, so that printed commands can be copied. */
export function programName({ env }: Pick<Io, "env">): string {
  const isScript = ["asyncstatus", "demo"].includes(env.npm_lifecycle_event ?? "");
  if (isScript) return "npx -y pnpm@12 -s asyncstatus";
  if (env.npm_command === "exec" && env.npm_lifecycle_event === "npx") return "npx asyncstatus";
  return "asyncstatus";
}

/**
 * Returns a command about a host, for the user to copy.
 *
 * @param options The options after the host, each with a space before it.
 */
export function commandOnHost(
  io: Pick<Io, "env">,
  words: string,
  host: string,
  options: string,
): string {
  const name = shellWord(host);
  return words === "trust"
    ? `${programName(io)} trust ${name}`
    : `${programName(io)} ${words} --host ${name}${options}`;
}
