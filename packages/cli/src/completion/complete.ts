import { proposeCompletions } from "@stricli/core";
import { app } from "../app.ts";
import type { Context } from "../context.ts";

/**
 * What can stand next on a command line.
 *
 * @param words All words after the program's name, the last one as far as it has been typed.
 */
export async function complete(
  context: Context,
  words: readonly string[],
): Promise<readonly string[]> {
  const proposals = await proposeCompletions(app, words, context);
  return proposals.map(({ completion }) => completion).filter((word) => word !== "--");
}
