import type { State } from "../../src/index.ts";

/** The users of a device under contract, with their passwords. */
export const people = {
  administrator: { user: "admin", password: "open sesame" },
  operator: { user: "operator", password: "open barley" },
} as const;

/** The access token that the client has. */
export const token = "0123456789abcdef".repeat(4);

/** The `Authorization` of a request with the token. */
export const bearer = `Bearer ${token}`;

/** The `Authorization` of a user who logs in. */
export function basic(who: keyof typeof people, password: string = people[who].password): string {
  return `Basic ${btoa(`${people[who].user}:${password}`)}`;
}

/** The token is valid, and a user's. */
export function tokenOf(user: keyof typeof people): State {
  return { name: "the access token is valid", params: { token, user } };
}
