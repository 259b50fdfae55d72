import type { Io } from "../io.ts";
import { readPassword } from "./read-password.ts";
import type { Target } from "./resolve-targets.ts";

/** The passwords of devices, each asked for once: what is typed for one is good for all of its user. */
export class Passwords {
  readonly #io: Io;
  readonly #read = new Map<string, Promise<string>>();

  constructor(io: Io) {
    this.#io = io;
  }

  /** @throws {UsageError | InterruptedError} as {@link readPassword} does */
  of({ user, host, passwordFrom }: Target): Promise<string> {
    const key =
      "value" in passwordFrom
        ? `${passwordFrom.kind} ${passwordFrom.value}`
        : `${passwordFrom.kind} ${user}`;
    const password =
      this.#read.get(key) ?? readPassword(this.#io, passwordFrom, `${user} on ${host}`);
    this.#read.set(key, password);
    return password;
  }
}
