import { shellWord } from "@asyncstatus/model/text";
import type { Io } from "../io.ts";
import { programName } from "../program-name.ts";

/** The option that names the ledger of a rollout. */
export interface LedgerFlags {
  readonly ledger?: string | undefined;
}

/** Returns a command about the same rollout, for the user to copy. */
export function rolloutCommand(io: Io, words: string, { ledger }: LedgerFlags): string {
  const option = ledger === undefined ? "" : ` --ledger ${shellWord(ledger)}`;
  return `${programName(io)} rollout ${words}${option}`;
}

/** The options that name the hosts of a rollout. */
export interface HostsFlags extends LedgerFlags {
  readonly host?: readonly string[] | undefined;
  readonly inventory?: string | undefined;
}

/** Returns the command that resumes the rollout on the same hosts, for the user to copy. */
export function resumeCommand(io: Io, { host = [], inventory, ...flags }: HostsFlags): string {
  const hosts = [
    ...host.map((one) => `--host ${shellWord(one)}`),
    ...(inventory === undefined ? [] : [`--inventory ${shellWord(inventory)}`]),
  ];
  return rolloutCommand(io, ["resume", ...hosts].join(" "), flags);
}
