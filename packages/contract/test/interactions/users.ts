import type { State } from "../../src/index.ts";

/** The users of the device in the contracts. */
export const users = {
  administrator: { user: "admin", password: "open sesame" },
  operator: { user: "operator", password: "open barley" },
} as const;

/** The client's access token, Base64 as in the vendor's examples. */
export const token = "YWRtaW46YWRtaW46MDoA+/ABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fIA==";

/** The `Authorization` header with the token. */
export const bearer = `Bearer ${token}`;

/** The `Authorization` header of a login. */
export function basic(who: keyof typeof users, password: string = users[who].password): string {
  return `Basic ${credentialsOf(who, password)}`;
}

function credentialsOf(who: keyof typeof users, password: string): string {
  return btoa(`${users[who].user}:${password}`);
}

export const standalone: State = { name: "a standalone device", params: {} };

export const lockHeld: State = {
  name: "the access token holds the configuration lock",
  params: { token },
};

export function tokenOf(user: keyof typeof users): State {
  return { name: "the access token is valid", params: { token, user } };
}

/** The administrator can log in. */
export const loginOfAdministrator: State = {
  name: "the credentials are valid",
  params: {
    ...users.administrator,
    credentials: credentialsOf("administrator", users.administrator.password),
  },
};
