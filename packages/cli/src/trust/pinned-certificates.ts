import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { configFolder } from "../config/folders.ts";
import type { Io } from "../io.ts";
import { replaceFile } from "../replace-file.ts";
import { UsageError } from "../usage-error.ts";

/** A certificate that a person has accepted for a host. */
export interface Pin {
  readonly fingerprint256: string;
  /** When, as in `2026-01-31`. */
  readonly since: string;
}

/** The name of a host in the file: with its port, always. */
export function pinName({ hostname, port }: URL): string {
  return `${hostname}:${port || 443}`;
}

/** Where the pins are, one line each: host, fingerprint, day. Like ssh's known_hosts. */
export function pinFile(io: Pick<Io, "env" | "homeDir">): string {
  return join(configFolder(io), "known_certificates");
}

/** @throws {UsageError} where the file is there and cannot be read, with the line */
export function readPins(io: Pick<Io, "env" | "homeDir">): Map<string, Pin> {
  const file = pinFile(io);
  const pins = new Map<string, Pin>();
  for (const [index, line] of linesOf(file).entries()) {
    const [, name, fingerprint256, since] =
      /^(\S+) ((?:[0-9A-F]{2}:){31}[0-9A-F]{2}) (\d{4}-\d{2}-\d{2})$/.exec(line) ?? [];
    if (line === "" || line.startsWith("#")) continue;
    // A line that is passed over would be a pin that does not hold.
    if (!name || !fingerprint256 || !since) {
      throw new UsageError(`${file}:${index + 1}: expected a host, a fingerprint and a day`);
    }
    pins.set(name, { fingerprint256, since });
  }
  return pins;
}

/** Writes the pins in place of those that were there. */
export function writePins(io: Pick<Io, "env" | "homeDir">, pins: ReadonlyMap<string, Pin>): void {
  const file = pinFile(io);
  mkdirSync(configFolder(io), { recursive: true, mode: 0o700 });
  const lines = [...pins].map(
    ([name, { fingerprint256, since }]) => `${name} ${fingerprint256} ${since}\n`,
  );
  replaceFile(file, lines.join(""));
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw new UsageError(
      `${file}: cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
}
