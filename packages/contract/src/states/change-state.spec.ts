import { expect, test } from "vitest";
import { everyHandler } from "../testing/every-handler.ts";
import { changeState, readState, StateError, type StateHandlers } from "./change-state.ts";
import type { State, StateName } from "./states.ts";

function recordingHandlers(): { handlers: StateHandlers; calls: unknown[] } {
  const calls: unknown[] = [];
  return { handlers: everyHandler((name, params) => calls.push({ name, params })), calls };
}

const params = { token: "abc", user: "operator" };

test("calls the handler of a state with its parameters", async () => {
  const { handlers, calls } = recordingHandlers();
  await changeState(handlers, { action: "setup", state: "the access token is valid", params });
  expect(calls).toEqual([{ name: "the access token is valid", params }]);
});

test("needs no parameters for a state without any", async () => {
  const { handlers, calls } = recordingHandlers();
  await changeState(handlers, { action: "setup", state: "a standalone device" });
  expect(calls).toEqual([{ name: "a standalone device", params: {} }]);
});

test("returns the values of the provider, or none", async () => {
  const { handlers } = recordingHandlers();
  const state = "the access token is valid";
  const own = { ...handlers, [state]: async () => ({ token: "own" }) };
  expect(await changeState(own, { state, params })).toEqual({ token: "own" });
  expect(await changeState(handlers, { state, params })).toEqual({});
});

test("ignores teardown", async () => {
  const { handlers, calls } = recordingHandlers();
  await changeState(handlers, { action: "teardown", state: "a standalone device" });
  expect(calls).toEqual([]);
});

test.for([
  ["unknown-state", "a standalon device", {}, "Unknown state"],
  ["unknown-state", "toString", {}, "Unknown state"],
  ["invalid-parameter", "the access token is valid", { token: "abc" }, "for user, got nothing"],
  ["invalid-parameter", "the access token is valid", { ...params, user: "root" }, 'got "root"'],
  ["invalid-parameter", "the access token is valid", { ...params, token: 1 }, "a text for token"],
  ["invalid-parameter", "a standalone device", { peer: "b" }, "has no parameter peer"],
] as const)("fails with %s: %s with %o", async ([code, state, wrong, message]) => {
  const { handlers, calls } = recordingHandlers();
  const changing = changeState(handlers, { action: "setup", state, params: wrong });
  await expect(changing).rejects.toThrow(message);
  await expect(changing).rejects.toMatchObject({ name: "StateError", code });
  expect(calls).toEqual([]);
});

test.for([undefined, null, 1, "a standalone device", {}, { state: 1 }, { state: "x", params: 1 }])(
  "rejects the request %o",
  async (request) => {
    const { handlers } = recordingHandlers();
    await expect(changeState(handlers, request)).rejects.toMatchObject({ code: "invalid-request" });
  },
);

test("keeps the error of a handler as the cause", async () => {
  const cause = new Error("no room");
  const handlers: StateHandlers = {
    ...recordingHandlers().handlers,
    "a standalone device": () => {
      throw cause;
    },
  };
  const error = await changeState(handlers, { state: "a standalone device" }).catch((e) => e);
  expect(error).toBeInstanceOf(StateError);
  expect(error).toMatchObject({ code: "handler-failed", cause });
});

test("type-checks the names and parameters of states", () => {
  // @ts-expect-error Unknown state.
  const misspelt: StateName = "a standalon device";
  // @ts-expect-error Unknown value.
  const wrongValue: State = {
    name: "the access token is valid",
    params: { ...params, user: "root" },
  };
  // @ts-expect-error Missing handlers.
  const incomplete: StateHandlers = { "a standalone device": () => {} };
  expect(() => readState(misspelt, {})).toThrow();
  expect(() => readState(wrongValue.name, wrongValue.params)).toThrow();
  expect(Object.keys(incomplete)).toHaveLength(1);
});
