import { StateError } from "./state-error.ts";
import { type State, type StateName, type StateParameters, states } from "./states.ts";

/** How a provider is put into each state: one handler each, or it does not compile. */
export type StateHandlers = {
  readonly [Name in StateName]: (params: StateParameters<Name>) => void | Promise<void>;
};

/**
 * Puts a provider into the state that a request of Pact asks for.
 *
 * @param request What `JSON.parse` makes of the body: `{ action, state, params }`.
 * @throws {StateError} where there is no such state, where its parameters are not those of
 *   {@link states}, and where the handler throws
 */
export async function changeState(handlers: StateHandlers, request: unknown): Promise<void> {
  const { action, state, params } = readRequest(request);
  // Nothing is torn down: the next interaction begins with a new device.
  if (action === "teardown") return;
  const { name, params: checked } = readState(state, params);
  // The table has just said that these are the parameters of this state.
  const handler = handlers[name] as (params: unknown) => void | Promise<void>;
  try {
    await handler(checked);
  } catch (cause) {
    throw new StateError("handler-failed", `"${name}" could not be set: ${cause}`, cause);
  }
}

/** Reads a state and its parameters, as they stand in a contract. @throws {StateError} */
export function readState(name: string, params: Readonly<Record<string, unknown>>): State {
  if (!isStateName(name)) {
    const known = Object.keys(states).map((state) => `\n  ${state}`);
    throw new StateError("unknown-state", `There is no state "${name}", only:${known.join("")}`);
  }
  const expected: Readonly<Record<string, "text" | readonly string[]>> = states[name];
  for (const parameter of Object.keys(params)) {
    if (Object.hasOwn(expected, parameter)) continue;
    throw new StateError("invalid-parameter", `"${name}" has no parameter ${parameter}.`);
  }
  for (const [parameter, words] of Object.entries(expected)) {
    const value = params[parameter];
    if (typeof value === "string" && (words === "text" || words.includes(value))) continue;
    const wanted = words === "text" ? "a text" : `one of ${words.join(", ")}`;
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

function readRequest(request: unknown): {
  action: "setup" | "teardown";
  state: string;
  params: Readonly<Record<string, unknown>>;
} {
  const { action = "setup", state, params = {} } = Object(request);
  const isRequest =
    (action === "setup" || action === "teardown") &&
    typeof state === "string" &&
    typeof params === "object" &&
    params !== null;
  if (isRequest) return { action, state, params };
  const got = JSON.stringify(request);
  throw new StateError("invalid-request", `Expected { action, state, params }, got ${got}.`);
}
