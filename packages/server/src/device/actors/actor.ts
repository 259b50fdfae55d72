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
  /** Tells it from every other token of the device. Nothing can be asked for with it. */
  readonly id: number;
  readonly user: User;
}

/** Who does something: a REST client with its token, or by name a user of the ACLI or the GUI. */
export type Actor = AccessToken | string;

/** Whether two are the same. Another token of the same user is somebody else. */
export function isSameActor(one: Actor | undefined, other: Actor | undefined): boolean {
  if (typeof one === "object" && typeof other === "object") return one.id === other.id;
  return one === other;
}

/** The name of whoever it is. */
export function nameOf(actor: Actor): string {
  return typeof actor === "string" ? actor : actor.user.name;
}
