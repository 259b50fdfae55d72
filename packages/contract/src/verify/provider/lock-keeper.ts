import type { RestVersion } from "@asyncstatus/client";
import type { Provider } from "./provider.ts";
import { sendWithRetries } from "./send-with-retries.ts";

/** A token that may hold the configuration lock. */
interface Holder {
  readonly version: RestVersion;
  readonly token: string;
  /** The token that this one was renewed from; its lock moved to this one. */
  readonly replaces?: string | undefined;
}

/** Tracks the tokens that may hold the configuration lock, and releases the locks of all of them. */
export class LockKeeper {
  readonly #holders: Holder[] = [];

  /** Records that a token may hold the lock. Call this before the request that acquires it. */
  mayHold(version: RestVersion, token: string, replaces?: string): void {
    if (!this.#holders.some((holder) => holder.token === token)) {
      this.#holders.push({ version, token, replaces });
    }
  }

  /** Records the status of a request to acquire or release the lock. */
  record(
    token: string,
    status: number | undefined,
    request: "lockConfiguration" | "unlockConfiguration",
  ): void {
    if (status === 423 || (request === "unlockConfiguration" && status === 204)) {
      this.#forget(token);
    }
  }

  /**
   * Releases every lock that may be held, with retries. After an interruption, a device that doesn't
   * respond is not asked again.
   *
   * @returns Why the lock may still be held; undefined if it is released.
   */
  async release(provider: Provider): Promise<string | undefined> {
    const failures: string[] = [];
    const replaced = new Set<string | undefined>();
    // Newest first: a renewed token holds the lock of the one before.
    for (const holder of [...this.#holders].reverse()) {
      const end = await this.#releaseOne(provider, holder);
      const isFree = end === "released" || end === "not-held";
      // A renewal invalidates the token that it replaces, which is therefore rejected.
      if (isFree || (end === "rejected" && replaced.has(holder.token))) this.#forget(holder.token);
      else failures.push(end === "rejected" ? "its token was rejected" : end);
      if (isFree) replaced.add(holder.replaces);
    }
    if (failures.length === 0) return undefined;
    return (
      `The configuration lock may still be held: ${failures.join("; ")}. ` +
      "The device releases it when the token expires, within ten minutes. Until then, no other user " +
      "can change the configuration."
    );
  }

  async #releaseOne(provider: Provider, { version, token }: Holder): Promise<string> {
    const operationId = "unlockConfiguration";
    const request = { version, operationId, authorization: { token } } as const;
    const end = await sendWithRetries(provider, request, "unlock", [204, 423, 401]);
    if (end === 204) return "released";
    if (end === 423) return "not-held";
    return end === 401 ? "rejected" : `${end}`;
  }

  #forget(token: string): void {
    const index = this.#holders.findIndex((holder) => holder.token === token);
    if (index >= 0) this.#holders.splice(index, 1);
  }
}
