import type { AccessToken, User } from "./actor.ts";
import type { Agenda } from "./agenda.ts";

/** Gives that many random bytes, which nobody can foresee. */
export type RandomBytes = (length: number) => Uint8Array;

/** The random source of the platform. */
export const secureRandomBytes: RandomBytes = (length) =>
  crypto.getRandomValues(new Uint8Array(length));

/** What decides how long tokens live and how they look. */
export interface TokensOptions {
  readonly agenda: Agenda;
  readonly lifeMs: number;
  readonly randomBytes: RandomBytes;
  /** What goes with a token that has expired or was revoked. */
  readonly onEnd: (token: AccessToken) => void;
}

/** The tokens that are valid, by their text. */
export class Tokens {
  readonly #options: TokensOptions;
  readonly #valid = new Map<string, AccessToken>();

  constructor(options: TokensOptions) {
    this.#options = options;
  }

  /** The token with this text, if it is valid. */
  find(text: string): AccessToken | undefined {
    return this.#valid.get(text);
  }

  /** Makes a token and its text. */
  issue({ name, administrator }: User, now: number): { text: string; token: AccessToken } {
    const { agenda, lifeMs, randomBytes } = this.#options;
    const text = Array.from(randomBytes(32), (byte) => byte.toString(16).padStart(2, "0")).join("");
    // Without what else there may be, such as a password: plans see who has issued a request.
    const token = { user: { name, administrator } };
    this.#valid.set(text, token);
    agenda.after(now, lifeMs, () => this.revoke(text));
    return { text, token };
  }

  /** Ends a token, if it has not ended yet. */
  revoke(text: string): void {
    const token = this.#valid.get(text);
    if (this.#valid.delete(text) && token) this.#options.onEnd(token);
  }

  /** Ends all tokens at once. */
  clear(): void {
    this.#valid.clear();
  }
}
