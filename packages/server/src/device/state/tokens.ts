import type { AccessToken, User } from "../actors/actor.ts";
import type { EventQueue } from "../event-queue.ts";

/** Gives that many random bytes, which nobody can foresee. */
export type RandomBytes = (length: number) => Uint8Array;

/** The random source of the platform. */
export const secureRandomBytes: RandomBytes = (length) =>
  crypto.getRandomValues(new Uint8Array(length));

/** What happens to tokens when its time has come. */
export interface TokenExpires {
  readonly kind: "tokenExpires";
  readonly id: number;
}

/** What decides how long tokens live and how they look. */
export interface TokensOptions {
  readonly agenda: Pick<EventQueue<TokenExpires>, "after">;
  readonly lifeMs: number;
  readonly randomBytes: RandomBytes;
  /** What goes with a token that has expired or was revoked. */
  readonly onEnd: (token: AccessToken) => void;
}

/** The tokens as plain data, which holds their texts: whoever has it can do what their users can. */
export interface TokensState {
  readonly lastId: number;
  readonly valid: readonly { readonly text: string; readonly token: AccessToken }[];
}

/** The tokens that are valid, by their text. */
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

  /** The token with this text, if it is valid. */
  find(text: string): AccessToken | undefined {
    return this.#valid.get(text);
  }

  /** The token with this id, if it is valid. */
  get(id: number | undefined): AccessToken | undefined {
    return [...this.#valid.values()].find((token) => token.id === id);
  }

  /** Makes a token and its text. */
  issue({ name, administrator }: User, now: number): { text: string; token: AccessToken } {
    const { agenda, lifeMs, randomBytes } = this.#options;
    const text = Array.from(randomBytes(32), (byte) => byte.toString(16).padStart(2, "0")).join("");
    this.#lastId += 1;
    const id = this.#lastId;
    // Without what else there may be, such as a password: plans see who has issued a request.
    const token = { id, user: { name, administrator } };
    this.#valid.set(text, token);
    agenda.after(now, lifeMs, { kind: "tokenExpires", id });
    return { text, token };
  }

  /** Ends a token, if it has not ended yet. */
  revoke(id: number): void {
    for (const [text, token] of this.#valid) {
      if (token.id !== id) continue;
      this.#valid.delete(text);
      this.#options.onEnd(token);
    }
  }

  /** Ends all tokens at once. */
  clear(): void {
    this.#valid.clear();
  }
}
