import type { RouteMap } from "@stricli/core";
import type { Context } from "../context.ts";
import { exitCodes } from "../exit-codes.ts";

/** What the program says of itself: what it answers, every command, every exit code. */
export function rootHelp(root: RouteMap<Context>): string {
  const commands = root
    .getAllEntries()
    .map(({ name, target }) => `  ${name["convert-camel-to-kebab"].padEnd(12)}${target.brief}`);
  const codes = Object.values(exitCodes).map(
    ({ code, meaning }) => `  ${String(code).padEnd(5)}${meaning}`,
  );
  return [
    "asyncstatus: did my request take effect? Oracle's SBC, from the command line",
    "",
    "The device answers verify, save, activate, backup and restore with 202 and works",
    "on. These commands wait for the end, say how it ended and how surely that is",
    "known, and show the evidence:",
    "",
    "  proven      the status was seen to change to our request, under our lock",
    "  documented  only the vendor's word, or the versions, say so",
    "",
    "With a device to practise on, and with a real one:",
    "",
    "  asyncstatus serve",
    "  asyncstatus trust HOST",
    "  asyncstatus commit --host HOST --user NAME",
    "",
    "Commands; `asyncstatus COMMAND --help` says more of each:",
    ...commands,
    "",
    "Flags stand behind the command. They go before the environment",
    "(ASYNCSTATUS_HOST, ASYNCSTATUS_USER, ASYNCSTATUS_PASSWORD and so on), before",
    "asyncstatus.config.yaml in this folder, before your own",
    "~/.config/asyncstatus/config.yaml.",
    "",
    "Exit codes; of several hosts, the worst:",
    ...codes,
    "",
  ].join("\n");
}
