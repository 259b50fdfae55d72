import { shellWord } from "@asyncstatus/model/text";
import type { Target, TargetFlags } from "../connection/resolve-targets.ts";
import type { Io } from "../io.ts";
import { commandOnHost, programName } from "../program-name.ts";
import { flagsToRepeat, optionsOf } from "../settings/flags-to-repeat.ts";
import { settingNames } from "../settings/setting-definitions.ts";

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

/** The options that name the ledger and the hosts of a rollout. */
export type HostsFlags = LedgerFlags & TargetFlags;

/** Returns the command that runs the rollout on the same hosts, for the user to copy. */
export function resumeCommand(
  io: Io,
  flags: HostsFlags,
  command: "resume" | "worker" = "resume",
): string {
  return rolloutCommand(io, `${command}${givenFlags(flags)}`, flags);
}

/** Returns a command about a host, for the user to copy. */
export function hostCommand(
  io: Io,
  words: string,
  host: string,
  targets: readonly Pick<Target, "host" | "endpoint" | "settings">[] = [],
  { config, profile }: Pick<TargetFlags, "config" | "profile"> = {},
): string {
  const target = targets.find(({ endpoint }) => endpoint.host === host);
  const settings = target ? flagsToRepeat(target.settings, ["flag", "inventory"]) : "";
  const options = settings + givenFlags({ config, profile });
  return commandOnHost(io, words, target?.host ?? host, options);
}

/** Returns the options that select devices as they were given, for the same command on all of them. */
function givenFlags(flags: TargetFlags): string {
  const { inventory, profile, config, passwordStdin } = flags;
  const texts = { inventory, profile, config };
  return [
    ...settingNames.flatMap((name) => optionsOf(name, flags[name])),
    ...Object.entries(texts).flatMap(([name, value]) =>
      value === undefined ? [] : [` --${name} ${shellWord(value)}`],
    ),
    ...(passwordStdin ? [" --password-stdin"] : []),
  ].join("");
}
