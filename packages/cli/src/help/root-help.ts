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
    "Did my change take effect? Changes the configuration of Oracle SBCs, and reports",
    "the result.",
    "",
    "An SBC answers a verify, save, activate, backup or restore with 202 (Accepted),",
    "and runs it in the background. These commands wait for the result, report how",
    "certain it is, and show the evidence:",
    "",
    "  proven      the status changed to show your request while the lock was held,",
    "              and the device didn't restart",
    "  documented  follows from the vendor's documentation or the version numbers",
    "  probable    may be the result of another user's request or of an earlier one;",
    "              exits with 3 unless you use --accept-probable",
    "",
    "Start with a simulated SBC:",
    "",
    "  asyncstatus serve",
    "",
    "Use a real device:",
    "",
    "  asyncstatus trust HOST",
    "  asyncstatus doctor --host HOST --user NAME",
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
    "Exit codes (with several hosts, the worst one):",
    ...codes,
    "",
  ].join("\n");
}
