import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stateFolder } from "../config/folders.ts";
import type { Io } from "../io.ts";
import { pinName } from "../trust/pinned-certificates.ts";

type Surroundings = Pick<Io, "env" | "homeDir">;

// The lock belongs to the token of the process that took it: to release it, that one has to be asked. By
// a file, and not by a signal: after a crash, its number may be that of another process.
function holderFile(io: Surroundings, endpoint: URL): string {
  return join(stateFolder(io), "locks", pinName(endpoint).replace(/[^\w.-]/g, "_"));
}
const requestFile = (file: string) => `${file}.release`;

/** The note that a process holds a lock. */
export interface HolderNote {
  /** Whether somebody asks for the lock to be released. */
  isAskedToRelease(): boolean;
  end(): void;
}

/** Notes that this process holds the lock of a device. */
export function noteHolder(io: Surroundings, endpoint: URL): HolderNote {
  const file = holderFile(io, endpoint);
  const request = requestFile(file);
  mkdirSync(join(stateFolder(io), "locks"), { recursive: true, mode: 0o700 });
  rmSync(request, { force: true });
  writeFileSync(file, `${process.pid}\n`, { mode: 0o600 });
  return {
    isAskedToRelease: () => existsSync(request),
    end() {
      rmSync(file, { force: true });
      rmSync(request, { force: true });
    },
  };
}

/** Whether a process of this user holds the lock of a device. */
export function isHeldHere(io: Surroundings, endpoint: URL): boolean {
  try {
    // Asks whether there is such a process, and does nothing to it.
    process.kill(Number(readFileSync(holderFile(io, endpoint), "utf8")), 0);
    return true;
  } catch {
    return false;
  }
}

/** Asks the process that holds the lock of a device to release it. */
export function askToRelease(io: Surroundings, endpoint: URL): void {
  writeFileSync(requestFile(holderFile(io, endpoint)), "", { mode: 0o600 });
}
