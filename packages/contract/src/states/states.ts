import { operationNameValues, restVersions } from "@asyncstatus/model";

/** A parameter that is any text. */
export const text = "text";

const user = ["administrator", "operator"] as const;

/**
 * The states that a provider is put into before an interaction: each a sentence, with the parameters
 * that it takes. A parameter is any text, or one of some words.
 *
 * An interaction begins with exactly one state that is "a device …", which makes a new one; what it
 * is like has to be known before anything can be done to it.
 */
export const states = {
  "a device stands alone": {},
  "a device is the active one of a pair": {},
  "a device is the standby of a pair": {},
  "a device tells its uptime as upTime": {},
  "a device does not serve the REST version": { version: restVersions },
  "a device serves one REST version only": { version: restVersions },
  /** The token is valid, and has this very text. */
  "the access token is valid": { token: text, user },
  "the configuration lock belongs to the access token": { token: text },
  "the configuration lock belongs to somebody else": {},
  "the saved configuration is newer than the running one": {},
  "the device cannot do anything any more": {},
  "an asynchronous request is in progress": { operation: operationNameValues },
  "the last asynchronous request succeeded": { operation: operationNameValues },
  "the last asynchronous request failed": { operation: operationNameValues, errorMessage: text },
  /** There is additional information beside its status. */
  "the last asynchronous request succeeded and has more to say": { operation: operationNameValues },
} as const satisfies Readonly<Record<string, Parameters>>;

type Parameters = Readonly<Record<string, typeof text | readonly string[]>>;

/** A state, as the sentence that contracts hold. */
export type StateName = keyof typeof states;

/** The values that a state's parameters take. */
export type StateParameters<Name extends StateName> = {
  readonly [Parameter in keyof (typeof states)[Name]]: (typeof states)[Name][Parameter] extends readonly (infer Word)[]
    ? Word
    : string;
};

/** A state with its parameters. */
export type State = {
  readonly [Name in StateName]: { readonly name: Name; readonly params: StateParameters<Name> };
}[StateName];
