import type { Account, User } from "../device/actor.ts";

/** Finds the user with the credentials `user:password`. */
export type Authenticate = (credentials: Uint8Array<ArrayBuffer>) => Promise<User | undefined>;

/**
 * Makes an {@link Authenticate} in constant time: it compares with every account, by an HMAC under a
 * random key.
 */
export function createAuthenticator(accounts: readonly Account[]): Authenticate {
  const known = prepare();
  return async (credentials) => {
    const { key, signatures } = await known;
    const matches = await Promise.all(
      signatures.map((signature) => crypto.subtle.verify("HMAC", key, signature, credentials)),
    );
    return accounts[matches.indexOf(true)];
  };

  async function prepare() {
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const secret = crypto.getRandomValues(new Uint8Array(32));
    const key = await crypto.subtle.importKey("raw", secret, algorithm, false, ["sign", "verify"]);
    const encoder = new TextEncoder();
    const signatures = await Promise.all(
      accounts.map(({ name, password }) =>
        crypto.subtle.sign("HMAC", key, encoder.encode(`${name}:${password}`)),
      ),
    );
    return { key, signatures };
  }
}
