/** A user known to the device. */
export interface User {
  readonly name: string;
  /** True if the user may change the configuration and read asyncstatus. */
  readonly administrator: boolean;
}

/** A user with a password. */
export interface Account extends User {
  readonly password: string;
}

/** A token that the device has issued, without its text. */
export interface AccessToken {
  /** Identifies the token. It cannot be used for requests. */
  readonly id: number;
  readonly user: User;
}

/** The source of an action: the token of a REST client, or the name of an ACLI or GUI user. */
export type Actor = AccessToken | string;

/**
 * Selects actors: "client" is any external REST client; "others" are all other actors; any other
 * text is the name of an ACLI or GUI user, or of a simulated actor.
 */
export type ActorSelector = "client" | "others" | (string & {});

/** Checks if two actors are the same. Two tokens of one user are different actors. */
export function isSameActor(one: Actor | undefined, other: Actor | undefined): boolean {
  if (typeof one === "object" && typeof other === "object") return one.id === other.id;
  return one === other;
}

export function nameOf(actor: Actor): string {
  return typeof actor === "string" ? actor : actor.user.name;
}

/**
 * Checks if an actor matches a selector; an undefined selector matches all.
 *
 * @param simulated The names of the simulated actors, whose tokens belong to no client.
 */
export function matchesActor(
  selector: ActorSelector | undefined,
  actor: Actor,
  simulated: readonly string[],
): boolean {
  const name = nameOf(actor);
  const isClient = typeof actor === "object" && !simulated.includes(name);
  switch (selector) {
    case undefined:
      return true;
    case "client":
      return isClient;
    case "others":
      return !isClient;
    default:
      return !isClient && name === selector;
  }
}
