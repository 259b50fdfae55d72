export { shellWord } from "@asyncstatus/model/text";

import type { Io } from "./io.ts";

/** Returns the program as the user started it, so that printed commands can be copied. */
export function programName({ env }: Pick<Io, "env">): string {
  const isScript = ["asyncstatus", "demo"].includes(env.npm_lifecycle_event ?? "");
  if (isScript) return "npx -y pnpm@12 -s asyncstatus";
  if (env.npm_command === "exec" && env.npm_lifecycle_event === "npx") return "npx asyncstatus";
  return "asyncstatus";
}
