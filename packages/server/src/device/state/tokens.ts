import type { AccessToken, User } from "../actor.ts";
import type { EventQueue } from "../event-queue.ts";

/** Returns cryptographically secure random bytes. */
export type RandomBytes = (length: number) => Uint8Array;

/** The random source of the platform. */
export const secureRandomBytes: RandomBytes = (length) =>
  crypto.getRandomValues(new Uint8Array(length));

/** The scheduled end of a token. */
export interface TokenEvent {
  readonly kind: "tokenExpires";
  readonly id: number;
}

export interface TokensOptions {
  readonly queue: Pick<EventQueue<TokenEvent>, "after">;
  readonly lifetimeMs: number;
  readonly randomBytes: RandomBytes;
  /** Called when a token has expired or was revoked. */
  readonly onEnd: (token: AccessToken) => void;
}

/** The tokens as plain data. It contains their texts, which grant access. */
export interface TokensState {
  readonly lastId: number;
  readonly valid: readonly { readonly text: string; readonly token: AccessToken }[];
}

/** The valid tokens, by their text. */
export class Tokens {
  readonly #options: TokensOptions;
  readonly #valid = new Map<string, AccessToken>();
  #lastId = 0;

  constructor(options: TokensOptions) {
    this.#options = options;
  }

  get state(): TokensState {
    const valid = Array.from(this.#valid, ([text, token]) => ({ text, token }));
    return { lastId: this.#lastId, valid };
  }

  set state({ lastId, valid }: TokensState) {
    this.#lastId = lastId;
    this.#valid.clear();
    for (const { text, token } of valid) this.#valid.set(text, token);
  }

  /** Returns the valid token with this text. */
  find(text: string): AccessToken | undefined {
    return this.#valid.get(text);
  }

  /** Returns the valid token with this ID. */
  get(id: number | undefined): AccessToken | undefined {
    return [...this.#valid.values()].find((token) => token.id === id);
  }

  /** Issues a token. */
  issue({ name, administrator }: User, now: number): { text: string; token: AccessToken } {
    const { queue, lifetimeMs, randomBytes } = this.#options;
    const text = tokenText({ name, administrator }, now, randomBytes(32));
    this.#lastId += 1;
    const id = this.#lastId;
    // Not the whole account: events and snapshots contain the user, and must not contain a password.
    const token = { id, user: { name, administrator } };
    this.#valid.set(text, token);
    queue.after(now, lifetimeMs, { kind: "tokenExpires", id });
    return { text, token };
  }

  /** Ends a token, if it is valid. */
  revoke(id: number): void {
    for (const [text, token] of this.#valid) {
      if (token.id !== id) continue;
      this.#valid.delete(text);
      this.#options.onEnd(token);
    }
  }

  /** Ends all tokens, without calling `onEnd`. */
  clear(): void {
    this.#valid.clear();
  }
}

/**
 * Writes a token as devices do: Base64 of the user, the role and the time. It always has the characters
 * `+`, `/` and `=`, which clients must encode in forms.
 */
function tokenText({ name, administrator }: User, now: number, random: Uint8Array): string {
  const claims = new TextEncoder().encode(`${name}:${administrator ? "admin" : "user"}:${now}:`);
  const padding = new Uint8Array((3 - (claims.length % 3)) % 3);
  // After a multiple of three bytes, these two read as "+/"; 34 are one more than a multiple, hence "==".
  const bytes = [...claims, ...padding, 0xfb, 0xf0, ...random];
  return btoa(String.fromCharCode(...bytes));
}
