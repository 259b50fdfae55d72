import type { RestVersion } from "@asyncstatus/client";
import type { Provider } from "./provider.ts";

/** Who holds the configuration lock, or may hold it. */
interface Holder {
  readonly version: RestVersion;
  readonly token: string;
  /** The token whose renewal this one is: what that one held, this one holds. */
  readonly replaces?: string | undefined;
}

const tries = 3;
const retryMs = 1_000;

/** Knows every token that may hold the configuration lock, and leaves none of them with it. */
export class LockKeeper {
  readonly #holders: Holder[] = [];

  /** Notes that a token may hold the lock from here on: to be called before that is asked for. */
  mayHold(version: RestVersion, token: string, replaces?: string): void {
    if (!this.#holders.some((holder) => holder.token === token)) {
      this.#holders.push({ version, token, replaces });
    }
  }

  /** Notes what an answer to a request for the lock, or for its release, says of the token. */
  note(token: string, status: number | undefined, asked: "lock" | "unlock"): void {
    if (status === 423 || (asked === "unlock" && status === 204)) this.#forget(token);
  }

  /**
   * Releases whatever may be held, trying again where the answer fails to come. Is not cut.
   *
   * @returns Why the lock may be left behind; nothing where it is not.
   */
  async release(provider: Provider): Promise<string | undefined> {
    const failures: string[] = [];
    const replaced = new Set<string | undefined>();
    // The last first: a renewed token carries the lock that the one before had.
    for (const { version, token, replaces } of [...this.#holders].reverse()) {
      const end = await this.#releaseOne(provider, { version, token });
      const isFree = end === "released" || end === "not-held";
      // A renewal ends the token that it replaces: nothing can be asked with that one.
      if (isFree || (end === "refused" && replaced.has(token))) this.#forget(token);
      else failures.push(end === "refused" ? "its token was refused" : end);
      if (isFree) replaced.add(replaces);
    }
    if (failures.length === 0) return undefined;
    return (
      `The configuration lock may be left behind: ${failures.join("; ")}. ` +
      "It ends with its token, ten minutes after that was given; until then nobody can change the " +
      "configuration."
    );
  }

  async #releaseOne(provider: Provider, { version, token }: Holder): Promise<string> {
    let end = "";
    for (let left = tries; left > 0; left -= 1) {
      try {
        const { status } = await provider.send({
          version,
          operationId: "unlockConfiguration",
          authorization: { token },
          whenInterrupted: "goes on",
        });
        if (status === 204) return "released";
        if (status === 423) return "not-held";
        if (status === 401) return "refused";
        end = `its release was answered ${status}`;
      } catch (error) {
        end = error instanceof Error ? error.message : String(error);
      }
      if (left > 1) await provider.clock.sleep(retryMs);
    }
    return end;
  }

  #forget(token: string): void {
    const index = this.#holders.findIndex((holder) => holder.token === token);
    if (index >= 0) this.#holders.splice(index, 1);
  }
}
