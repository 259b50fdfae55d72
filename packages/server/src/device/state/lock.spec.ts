import { expect, test } from "vitest";
import type { AccessToken } from "../actors/actor.ts";
import { defaultAssumptions } from "../assumptions.ts";
import { Refusal } from "../refusal.ts";
import { Lock } from "./lock.ts";

const user = { name: "admin", administrator: true };
const token: AccessToken = { id: 1, user };
const otherToken: AccessToken = { id: 2, user };

const create = () => new Lock(defaultAssumptions);

test("nobody holds a new lock", () => {
  expect(() => create().require(token)).toThrow(new Refusal("lock-not-held"));
});

test.each([
  { holder: token, name: "a token" },
  { holder: "ACLI", name: "a user of the ACLI" },
])("$name that takes the lock holds it, and may take it again", ({ holder }) => {
  const lock = create();
  lock.take(holder);
  lock.take(holder);
  expect(() => lock.require(holder)).not.toThrow();
});

test.each([
  { holder: token, other: otherToken, name: "another token of the same user" },
  { holder: token, other: "ACLI", name: "a user of the ACLI" },
  { holder: "ACLI", other: "GUI", name: "a user of the GUI" },
  { holder: "ACLI", other: token, name: "a token" },
])("$name neither holds nor takes nor frees a lock that is another's", ({ holder, other }) => {
  const lock = create();
  lock.take(holder);
  lock.release(other);
  expect(() => lock.require(other)).toThrow(new Refusal("locked-by-another"));
  expect(() => lock.take(other)).toThrow(new Refusal("locked-by-another"));
  expect(() => lock.require(holder)).not.toThrow();
});

test("a lock that was given up is free for others", () => {
  const lock = create();
  lock.take(token);
  lock.release(token);
  lock.take("GUI");
  expect(() => lock.require("GUI")).not.toThrow();
});

test("a lock passes from a token to another, but only from its holder", () => {
  const lock = create();
  lock.take(token);
  lock.pass(token, otherToken);
  expect(() => lock.require(otherToken)).not.toThrow();
  lock.pass(token, { id: 3, user });
  expect(() => lock.require(otherToken)).not.toThrow();
});
