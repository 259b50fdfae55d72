import type { Io } from "../io.ts";
import { readPassword } from "./read-password.ts";
import type { Target } from "./resolve-targets.ts";

/**
 * Reads each password once. A password that is typed for one host is used for all hosts of its user, unless
 * the settings file of a folder names them.
 */
export class Passwords {
  readonly #io: Io;
  readonly #read = new Map<string, Promise<string>>();

  constructor(io: Io) {
    this.#io = io;
  }

  /** @throws {UsageError | InterruptedError} As {@link readPassword} does. */
  of({ user, host, passwordFrom, settings }: Target): Promise<string> {
    const shared = settings.host?.trust === "folder" ? `${user} ${host}` : user;
    const key = `${passwordFrom.kind} ${"value" in passwordFrom ? passwordFrom.value : shared}`;
    const password =
      this.#read.get(key) ?? readPassword(this.#io, passwordFrom, `${user} on ${host}`);
    this.#read.set(key, password);
    return password;
  }
}
