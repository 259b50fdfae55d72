import { parseEndpoint } from "@asyncstatus/client";
import type { Io } from "../io.ts";
import { chooseTrust, type Trust } from "../trust/choose-trust.ts";
import { UsageError } from "../usage-error.ts";
import { type PasswordSource, passwordSource } from "./read-password.ts";
import { readSettingsFile } from "./read-settings-file.ts";
import { placed, resolveSettings, type SettingFlags, type Settings } from "./resolve-settings.ts";

/** What the command line says of devices. */
export interface TargetFlags extends SettingFlags {
  /** A file that lists the hosts. */
  readonly inventory?: string | undefined;
  readonly passwordStdin?: boolean | undefined;
}

/** One device, and all that is needed to come to it. */
export interface Target {
  /** As it was named. */
  readonly host: string;
  readonly endpoint: URL;
  readonly settings: Settings;
  readonly user: string;
  readonly passwordFrom: PasswordSource;
  readonly trust: Trust;
}

/**
 * Decides which devices are meant, and how each is come to.
 *
 * @throws {UsageError} where something is missing or wrong.
 * @throws {OptionError} where a host cannot be meant.
 */
export async function resolveTargets(io: Io, flags: TargetFlags): Promise<readonly Target[]> {
  const settings = await resolveSettings(io, flags);
  const each = flags.inventory ? await readInventory(flags.inventory, settings) : split(settings);
  const targets = each.map((of) => toTarget(io, flags, of));
  const twice = targets.find(
    ({ endpoint }, index) =>
      targets.findIndex((other) => other.endpoint.href === endpoint.href) < index,
  );
  if (twice) throw new UsageError(`the host ${twice.host} is named twice`);
  return targets;
}

interface SettingsOfHost {
  readonly host: string;
  readonly settings: Settings;
}

function split(settings: Settings): SettingsOfHost[] {
  const hosts = settings.host?.value ?? [];
  if (hosts.length === 0) {
    throw new UsageError(
      "there is no host",
      "Give --host, or set ASYNCSTATUS_HOST. For one to practise on: asyncstatus serve",
    );
  }
  return hosts.map((host) => ({ host, settings }));
}

/** A file with `hosts`, each a name or settings of its own, and settings for all of them beside it. */
async function readInventory(file: string, settings: Settings): Promise<SettingsOfHost[]> {
  const inventory = await readSettingsFile(file);
  if (!inventory) throw new UsageError(`--inventory: there is no file ${file}`);
  if (settings.host?.layer === "flag")
    throw new UsageError("--inventory and --host exclude one another");
  const flags = Object.fromEntries(
    Object.entries(settings).filter(([, { layer }]) => layer === "flag"),
  );
  const general = { ...settings, ...placed(inventory, ["hosts"], "inventory", false) };
  return inventory.list("hosts").map((entry) => {
    if (typeof entry === "string") return { host: entry, settings: { ...general, ...flags } };
    const own = placed(entry, [], "inventory", false);
    const merged: Settings = { ...general, ...own, ...flags };
    const [host, ...more] = own.host ? (merged.host?.value ?? []) : [];
    if (!host || more.length > 0) throw new UsageError(`${entry.place}: expected one host`);
    return { host, settings: merged };
  });
}

function toTarget(io: Io, flags: TargetFlags, { host, settings }: SettingsOfHost): Target {
  const endpoint = parseEndpoint(host);
  const user = settings.user?.value;
  if (!user) throw new UsageError("there is no user", "Give --user, or set ASYNCSTATUS_USER.");
  return {
    host,
    endpoint,
    settings,
    user,
    passwordFrom: passwordSource(io, settings, flags.passwordStdin ?? false),
    trust: chooseTrust(io, settings, endpoint),
  };
}
