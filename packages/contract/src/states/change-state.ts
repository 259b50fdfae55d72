import {
  type ProviderValues,
  type State,
  type StateName,
  type StateParameters,
  states,
} from "./states.ts";

/** A handler for each state; a missing one is a type error. It can return values of the provider. */
export type StateHandlers = {
  readonly [Name in StateName]: (
    params: StateParameters<Name>,
  ) => void | ProviderValues | Promise<void> | Promise<ProviderValues>;
};

/** The reason for a {@link StateError}. */
export type StateErrorCode =
  /** The request is not a state change as Pact sends it. */
  | "invalid-request"
  | "unknown-state"
  /** A parameter is missing, unknown, or has an invalid value. */
  | "invalid-parameter"
  /** The handler threw; the error is the `cause`. */
  | "handler-failed";

/** A state change that failed. */
export class StateError extends Error {
  override readonly name = "StateError";
  readonly code: StateErrorCode;

  constructor(code: StateErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/**
 * Calls the handler for a state change of Pact's verifier.
 *
 * @param request The parsed body: `{ action, state, params }`.
 * @returns The body of the response.
 * @throws {StateError}
 */
export async function changeState(
  handlers: StateHandlers,
  request: unknown,
): Promise<ProviderValues> {
  const { action = "setup", state, params = {} } = Object(request);
  const isValid =
    (action === "setup" || action === "teardown") &&
    typeof state === "string" &&
    typeof params === "object" &&
    params !== null;
  if (!isValid) {
    const got = JSON.stringify(request);
    throw new StateError("invalid-request", `Expected { action, state, params }, got ${got}.`);
  }
  // Nothing to tear down: the next interaction begins with a new device.
  if (action === "teardown") return {};
  const { name, params: checked } = readState(state, params);
  // readState has checked that these are the parameters of this state.
  const handler = handlers[name] as (params: unknown) => unknown;
  try {
    const result = await handler(checked);
    // A handler without values may return anything, for example the result of another call.
    return typeof result === "object" && result !== null ? result : {};
  } catch (cause) {
    throw new StateError("handler-failed", `The handler of "${name}" failed: ${cause}`, cause);
  }
}

/** Checks a state and its parameters. @throws {StateError} */
export function readState(name: string, params: Readonly<Record<string, unknown>>): State {
  if (!isStateName(name)) {
    const known = Object.keys(states).map((state) => `\n  ${state}`);
    throw new StateError(
      "unknown-state",
      `Unknown state "${name}". Known states:${known.join("")}`,
    );
  }
  const expected: Readonly<Record<string, "text" | readonly string[]>> = states[name];
  for (const parameter of Object.keys(params)) {
    if (Object.hasOwn(expected, parameter)) continue;
    throw new StateError("invalid-parameter", `"${name}" has no parameter ${parameter}.`);
  }
  for (const [parameter, values] of Object.entries(expected)) {
    const value = params[parameter];
    if (typeof value === "string" && (values === "text" || values.includes(value))) continue;
    const wanted = values === "text" ? "a text" : `one of ${values.join(", ")}`;
    const got = JSON.stringify(value) ?? "nothing";
    throw new StateError(
      "invalid-parameter",
      `"${name}" expects ${wanted} for ${parameter}, got ${got}.`,
    );
  }
  return { name, params } as State;
}

function isStateName(name: string): name is StateName {
  return Object.hasOwn(states, name);
}
