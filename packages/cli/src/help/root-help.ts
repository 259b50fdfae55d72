import type { RouteMap } from "@stricli/core";
import type { Context } from "../context.ts";
import { exitCodes } from "../run/exit-codes.ts";

/** Formats the help of the program. */
export function rootHelp(root: RouteMap<Context>): string {
  const commands = root
    .getAllEntries()
    .map(({ name, target }) => `  ${name["convert-camel-to-kebab"].padEnd(12)}${target.brief}`);
  const codes = Object.values(exitCodes).map(
    ({ code, meaning }) => `  ${String(code).padEnd(5)}${meaning}`,
  );
  return [
    "Did my change take effect? Oracle SBCs from the command line.",
    "",
    "An SBC accepts verify, save, activate, backup and restore with 202 and runs",
    "them in the background. These commands wait for the result, report how certain",
    "it is, and show the evidence:",
    "",
    "  proven      the status changed to your request while the lock was held",
    "  documented  by the vendor's documentation, or the versions",
    "",
    "Start with a simulated SBC:",
    "",
    "  asyncstatus serve",
    "",
    "Use a real device:",
    "",
    "  asyncstatus trust HOST",
    "  asyncstatus commit --host HOST --user NAME",
    "",
    "Commands (for more, run: asyncstatus COMMAND --help):",
    ...commands,
    "",
    "Options follow the command. They override the environment (ASYNCSTATUS_HOST,",
    "ASYNCSTATUS_USER, ASYNCSTATUS_PASSWORD, ...), which overrides",
    "asyncstatus.config.yaml in the current folder, which overrides",
    "~/.config/asyncstatus/config.yaml.",
    "",
    "Exit codes (of several hosts, the worst):",
    ...codes,
    "",
  ].join("\n");
}
