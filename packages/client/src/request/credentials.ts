import { OptionError } from "../errors/option-error.ts";

/** The user to log in as. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** The user to log in as, or a function that returns it, called at each login and each renewal. */
export type CredentialsSource = Credentials | (() => Credentials | Promise<Credentials>);

/**
 * Returns the value of an `Authorization` header for Basic authentication (RFC 7617), in UTF-8.
 *
 * @throws {OptionError} If the user is empty or contains a colon, or if either contains a control character.
 */
export function basicAuthorization(credentials: Credentials): string {
  const { user, password } = (credentials ?? {}) as Partial<Credentials>;
  if (typeof user !== "string" || typeof password !== "string") {
    throw new OptionError("credentials", "must have a user and a password");
  }
  if (user === "" || user.includes(":")) {
    throw new OptionError("credentials.user", "must not be empty or contain a colon");
  }
  for (const [option, text] of Object.entries({ user, password })) {
    if (/\p{Cc}/u.test(text)) {
      throw new OptionError(`credentials.${option}`, "must not contain a control character");
    }
  }
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}`;
}
