import { parseEndpoint } from "@asyncstatus/client";
import {
  type DeviceFields,
  deviceFieldNames,
  deviceFieldProblem,
} from "@asyncstatus/fleet/inventory";
import { CommandLineError, UsageError } from "../errors.ts";
import type { InventoryHost } from "../inventory/groups.ts";
import { readAnsibleYaml } from "../inventory/read-ansible-yaml.ts";
import { readHostLines } from "../inventory/read-host-lines.ts";
import type { Io } from "../io.ts";
import { type PlacedEntries, readSettingsFile } from "../settings/read-settings-file.ts";
import {
  mergeSettings,
  placed,
  resolveSettings,
  type SettingFlags,
  type Settings,
} from "../settings/resolve-settings.ts";
import { isMoreTrusted } from "../settings/trust-rules.ts";
import { trustInFile } from "../settings/trusted-folders.ts";
import { chooseTrust, type Trust } from "./choose-trust.ts";
import { type PasswordSource, passwordSource } from "./read-password.ts";

/** Command-line options that select devices. */
export interface TargetFlags extends SettingFlags {
  /** File that lists the hosts. */
  readonly inventory?: string | undefined;
  /** The device of a resume file. */
  readonly resumed?: { readonly host: string; readonly file: string } | undefined;
  readonly passwordStdin?: boolean | undefined;
}

/** A device and how to connect to it. */
export interface Target {
  /** The host as the user wrote it. */
  readonly host: string;
  readonly endpoint: URL;
  readonly settings: Settings;
  readonly user: string;
  readonly passwordFrom: PasswordSource;
  readonly trust: Trust;
  /** Site, group and other properties in an inventory. */
  readonly fleet: DeviceFields;
}

/**
 * Resolves the devices of a command and how to connect to each.
 *
 * @throws {UsageError} If a setting is missing or invalid.
 * @throws {OptionError} If a host is invalid.
 */
export async function resolveTargets(io: Io, flags: TargetFlags): Promise<readonly Target[]> {
  return (await resolveHosts(io, flags)).map((one) => toTarget(io, flags, one));
}

/**
 * Resolves the devices of a command, without passwords and certificates.
 *
 * @throws {UsageError} If there is no host, or one is listed twice.
 * @throws {OptionError} If a host is invalid.
 */
export async function resolveHosts(io: Io, flags: TargetFlags): Promise<readonly ResolvedHost[]> {
  const settings = await resolveSettings(io, flags);
  const hosts = flags.inventory
    ? await readInventory(io, flags.inventory, settings)
    : flags.resumed && settings.host?.layer !== "flag"
      ? [resumedHost(io, flags.resumed, settings)]
      : (settings.host?.value ?? []).map((host) => ({ host, settings }));
  if (hosts.length === 0) {
    throw new UsageError(
      "no host",
      "Use --host, or set ASYNCSTATUS_HOST. To start a simulated SBC, run: asyncstatus serve",
    );
  }
  const resolved = hosts.map((one) => ({ ...one, endpoint: parseEndpoint(one.host) }));
  const seen = new Set<string>();
  const twice = resolved.find(({ endpoint: { href } }) => {
    if (seen.has(href)) return true;
    seen.add(href);
    return false;
  });
  if (twice) throw new UsageError(`host ${twice.host} is listed twice`);
  return resolved;
}

interface HostSettings {
  readonly host: string;
  readonly settings: Settings;
  readonly fleet?: DeviceFields;
}

interface ResolvedHost extends HostSettings {
  readonly endpoint: URL;
}

/** Returns the device of a resume file, as your own choice if a more trusted source names it too. */
function resumedHost(
  io: Io,
  { host, file }: NonNullable<TargetFlags["resumed"]>,
  settings: Settings,
): HostSettings {
  const named = settings.host?.value.find((one) => parseEndpoint(one).origin === host);
  const trust = trustInFile(io, file, "named");
  if (named && settings.host && !isMoreTrusted(trust, settings.host.trust)) {
    return { host: named, settings };
  }
  const source = { value: [host], layer: "inventory", trust, source: file, file } as const;
  return { host, settings: { ...settings, host: source } };
}

/**
 * Reads an inventory: a YAML or JSON file with `hosts`, a list of hosts, or an Ansible inventory.
 *
 * @throws {UsageError} With file and line.
 */
async function readInventory(io: Io, file: string, settings: Settings): Promise<HostSettings[]> {
  if (settings.host?.layer === "flag") {
    throw new CommandLineError("--inventory and --host can't be combined");
  }
  const trust = trustInFile(io, file, "named");
  const listed = (section: PlacedEntries, others: readonly string[] = []) =>
    placed(io, section, others, "inventory", trust);
  const hostOf = (entry: PlacedEntries, general: Settings, name?: string): HostSettings => {
    const own = listed(entry, deviceFieldNames);
    const [host = name, ...more] = own.host?.value ?? [];
    if (!host || more.length > 0) throw new UsageError(`${entry.place}: expected one host`);
    const source = { value: [host], layer: "inventory", trust, source: entry.place, file } as const;
    return {
      host,
      settings: mergeSettings({ host: source, ...own }, general),
      fleet: fleetFields(entry),
    };
  };
  const ofAnsible = (hosts: readonly InventoryHost[]) =>
    hosts.map((entry) => hostOf({ ...entry, file }, settings, entry.host));
  const notFound = () => new UsageError(`--inventory: file not found: ${file}`);
  if (!/\.(json|ya?ml)$/i.test(file)) {
    const lines = readHostLines(file);
    if (!lines) throw notFound();
    return ofAnsible(lines);
  }
  const inventory = await readSettingsFile(file, "hosts: [192.0.2.1]");
  if (!inventory) throw notFound();
  const { entries } = inventory;
  if (!entries.some(({ key }) => key === "hosts") && entries.every(isGroup)) {
    return ofAnsible(readAnsibleYaml(inventory));
  }
  const general = mergeSettings(listed(inventory, ["hosts"]), settings);
  return inventory
    .list("hosts")
    .map((entry) =>
      typeof entry === "string"
        ? hostOf({ file, place: inventory.place, entries: [] }, general, entry)
        : hostOf(entry, general),
    );
}

/** Returns true for a group of an Ansible inventory; settings aren't maps. */
function isGroup({ value }: PlacedEntries["entries"][number]): boolean {
  return value === null || (typeof value === "object" && !Array.isArray(value));
}

/** Reads the properties of a device in a fleet. @throws {UsageError} With file and line. */
function fleetFields({ entries }: PlacedEntries): DeviceFields {
  const fields: Record<string, unknown> = {};
  for (const { key, place, value } of entries) {
    const name = deviceFieldNames.find((known) => known === key);
    if (!name) continue;
    const problem = deviceFieldProblem(name, value);
    if (problem !== undefined) throw new UsageError(`${place}: ${problem}`);
    fields[name] = value;
  }
  return fields;
}

/** Resolves how to connect to a device. @throws {UsageError} If a rule of trust forbids it. */
function toTarget(
  io: Io,
  flags: TargetFlags,
  { host, endpoint, settings, fleet = {} }: ResolvedHost,
): Target {
  const user = settings.user?.value;
  if (!user) throw new UsageError("no user", "Use --user, or set ASYNCSTATUS_USER.");
  return {
    host,
    endpoint,
    settings,
    user,
    passwordFrom: passwordSource(io, settings, flags.passwordStdin ?? false),
    trust: chooseTrust(io, settings, endpoint),
    fleet,
  };
}
