/** Somebody whom the device knows. */
export interface User {
  readonly name: string;
  /** Whether the user may change the configuration and see asyncstatus. */
  readonly administrator: boolean;
}

/** A user with the password that goes with the name. */
export interface Account extends User {
  readonly password: string;
}

/** A token that the device has given out, without its text. */
export interface AccessToken {
  readonly user: User;
}

/** Who does something: a REST client with its token, or by name a user of the ACLI or the GUI. */
export type Actor = AccessToken | string;
