import { operationNameValues, restVersions } from "@asyncstatus/model";

/** Marks a parameter that can be any text. */
const text = "text";

/**
 * The provider states of the pacts, with their parameters: `text`, or one of some values.
 *
 * Each interaction begins with exactly one state that creates a new device. `credentials` is the Base64 of
 * user and password.
 */
export const states = {
  "a standalone device": {},
  "the active device of an HA pair": {},
  "the standby device of an HA pair": {},
  "a device that reports its uptime as upTime": {},
  "a device without the REST version": { version: restVersions },
  "a device with only one REST version": { version: restVersions },
  "the credentials are valid": { user: text, password: text, credentials: text },
  "the access token is valid": { token: text, user: ["administrator", "operator"] },
  "the access token holds the configuration lock": { token: text },
  "another user holds the configuration lock": {},
  "the saved configuration is newer than the running one": {},
  "the host route 192.0.2.0 is the only one": {},
  "there is no host route": {},
  "every request fails with an internal error": {},
  "an asynchronous request is in progress": { operation: operationNameValues },
  "the last asynchronous request succeeded": { operation: operationNameValues },
  "the last asynchronous request failed": { operation: operationNameValues, errorMessage: text },
  "the last asynchronous request succeeded with additional information": {
    operation: operationNameValues,
  },
} as const satisfies Readonly<Record<string, Parameters>>;

type Parameters = Readonly<Record<string, typeof text | readonly string[]>>;

/** The name of a state. */
export type StateName = keyof typeof states;

/** The values of a state's parameters. */
export type StateParameters<Name extends StateName> = {
  readonly [Parameter in keyof (typeof states)[Name]]: (typeof states)[Name][Parameter] extends readonly (infer Value)[]
    ? Value
    : string;
};

/** A state with its parameters. */
export type State = {
  readonly [Name in StateName]: { readonly name: Name; readonly params: StateParameters<Name> };
}[StateName];

/**
 * The values of a provider that replace those of a state in the request: its own token, or the Base64 of
 * its own user and password.
 */
export interface ProviderValues {
  readonly token?: string;
  readonly credentials?: string;
}
