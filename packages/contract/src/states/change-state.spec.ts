import { expect, test } from "vitest";
import { everyHandler } from "../testing/every-handler.ts";
import { changeState, readState, type StateHandlers } from "./change-state.ts";
import { StateError } from "./state-error.ts";
import type { State, StateName } from "./states.ts";

/** Handlers that tell what they were called with. */
function tellingHandlers(): { handlers: StateHandlers; told: unknown[] } {
  const told: unknown[] = [];
  return { handlers: everyHandler((name, params) => told.push({ name, params })), told };
}

const params = { token: "abc", user: "operator" };

test("the handler of a state is called with its parameters", async () => {
  const { handlers, told } = tellingHandlers();
  await changeState(handlers, { action: "setup", state: "the access token is valid", params });
  expect(told).toEqual([{ name: "the access token is valid", params }]);
});

test("a state without parameters needs none in the request", async () => {
  const { handlers, told } = tellingHandlers();
  await changeState(handlers, { action: "setup", state: "a device stands alone" });
  expect(told).toEqual([{ name: "a device stands alone", params: {} }]);
});

test("nothing is torn down", async () => {
  const { handlers, told } = tellingHandlers();
  await changeState(handlers, { action: "teardown", state: "a device stands alone" });
  expect(told).toEqual([]);
});

test.for([
  ["unknown-state", "a device stands allone", {}, "There is no state"],
  ["unknown-state", "toString", {}, "There is no state"],
  ["invalid-parameter", "the access token is valid", { token: "abc" }, "for user, got nothing"],
  ["invalid-parameter", "the access token is valid", { ...params, user: "root" }, 'got "root"'],
  ["invalid-parameter", "the access token is valid", { ...params, token: 1 }, "a text for token"],
  ["invalid-parameter", "a device stands alone", { peer: "b" }, "has no parameter peer"],
] as const)("%s: %s with %o", async ([code, state, wrong, message]) => {
  const { handlers, told } = tellingHandlers();
  const changing = changeState(handlers, { action: "setup", state, params: wrong });
  await expect(changing).rejects.toThrow(message);
  await expect(changing).rejects.toMatchObject({ name: "StateError", code });
  expect(told).toEqual([]);
});

test.for([
  undefined,
  null,
  1,
  "a device stands alone",
  {},
  { state: 1 },
  { state: "x", params: 1 },
])("%o is no request for a change of state", async (request) => {
  const { handlers } = tellingHandlers();
  await expect(changeState(handlers, request)).rejects.toMatchObject({ code: "invalid-request" });
});

test("what a handler throws is the cause of the error", async () => {
  const cause = new Error("no room");
  const handlers: StateHandlers = {
    ...tellingHandlers().handlers,
    "a device stands alone": () => Promise.reject(cause),
  };
  const error = await changeState(handlers, { state: "a device stands alone" }).catch((e) => e);
  expect(error).toBeInstanceOf(StateError);
  expect(error).toMatchObject({ code: "handler-failed", cause });
});

test("a mistake in the name of a state or in a parameter does not compile", () => {
  // @ts-expect-error There is no such state.
  const misspelt: StateName = "a device stands allone";
  // @ts-expect-error There is no such word.
  const wrongWord: State = {
    name: "the access token is valid",
    params: { ...params, user: "root" },
  };
  // @ts-expect-error Each state has a handler.
  const incomplete: StateHandlers = { "a device stands alone": () => {} };
  expect(() => readState(misspelt, {})).toThrow();
  expect(() => readState(wrongWord.name, wrongWord.params)).toThrow();
  expect(Object.keys(incomplete)).toHaveLength(1);
});
