import { shellWord } from "@asyncstatus/model/text";
import type { Io } from "../io.ts";
import { programName } from "../program-name.ts";

/** The options that name the ledger of a rollout. */
export interface LedgerFlags {
  readonly ledger?: string | undefined;
  readonly ledgerUrlFile?: string | undefined;
}

/** Returns a command about the same rollout, for the user to copy. */
export function rolloutCommand(
  io: Io,
  words: string,
  { ledger, ledgerUrlFile }: LedgerFlags,
): string {
  const options = [
    ...(ledger === undefined ? [] : [` --ledger ${shellWord(ledger)}`]),
    ...(ledgerUrlFile === undefined ? [] : [` --ledger-url-file ${shellWord(ledgerUrlFile)}`]),
  ];
  return `${programName(io)} rollout ${words}${options.join("")}`;
}

/** The options that name the hosts of a rollout. */
export interface HostsFlags extends LedgerFlags {
  readonly host?: readonly string[] | undefined;
  readonly inventory?: string | undefined;
}

/** Returns the command that runs the rollout on the same hosts, for the user to copy. */
export function resumeCommand(
  io: Io,
  { host = [], inventory, ...flags }: HostsFlags,
  command: "resume" | "worker" = "resume",
): string {
  const hosts = [
    ...host.map((one) => `--host ${shellWord(one)}`),
    ...(inventory === undefined ? [] : [`--inventory ${shellWord(inventory)}`]),
  ];
  return rolloutCommand(io, [command, ...hosts].join(" "), flags);
}
