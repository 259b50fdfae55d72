import { join } from "node:path";
import { readCheckedFile } from "@asyncstatus/contract/options";
import { UsageError } from "../errors.ts";
import { configFolder, type UserFolders } from "../settings/folders.ts";
import { writePrivateFile } from "../settings/replace-file.ts";

/** A certificate that the user trusts for a host. */
export interface Pin {
  readonly fingerprint256: string;
  /** Date of the pin, as in `2026-01-31`. */
  readonly since: string;
}

/** Returns the name of a host in the file: always with its port. */
export function pinName({ hostname, port }: URL): string {
  return `${hostname}:${port || 443}`;
}

/** The pins by host. Several if the certificate of a host is about to change. */
export type Pins = ReadonlyMap<string, readonly Pin[]>;

/** Returns the file of the pins. Like known_hosts of ssh, each line has a host, a fingerprint and a date. */
export function pinFile(io: UserFolders): string {
  return join(configFolder(io), "known_certificates");
}

/** @throws {UsageError} If the file exists and can't be read, with the line. */
export function readPins(io: UserFolders): Map<string, readonly Pin[]> {
  const file = pinFile(io);
  const pins = new Map<string, readonly Pin[]>();
  const lines = readCheckedFile(file, "pins")?.text.split("\n") ?? [];
  for (const [index, line] of lines.entries()) {
    const [, name, fingerprint256, since] =
      /^(\S+) ((?:[0-9A-F]{2}:){31}[0-9A-F]{2}) (\d{4}-\d{2}-\d{2})$/.exec(line) ?? [];
    if (line === "" || line.startsWith("#")) continue;
    // Skipping a damaged line would drop a pin silently.
    if (!name || !fingerprint256 || !since) {
      throw new UsageError(`${file}:${index + 1}: expected a host, a fingerprint and a date`);
    }
    pins.set(name, [...(pins.get(name) ?? []), { fingerprint256, since }]);
  }
  return pins;
}

/** Replaces all pins. */
export function writePins(io: UserFolders, pins: Pins): void {
  const lines = [...pins].flatMap(([name, all]) =>
    all.map(({ fingerprint256, since }) => `${name} ${fingerprint256} ${since}\n`),
  );
  writePrivateFile(pinFile(io), lines.join(""));
}
