import { expect, test } from "vitest";
import type { AccessToken } from "./actor.ts";
import { Lock } from "./lock.ts";
import { Refusal } from "./refusal.ts";

const user = { name: "admin", administrator: true };
const token: AccessToken = { user };
const otherToken: AccessToken = { user };

test("nobody holds a new lock", () => {
  expect(() => new Lock().require(token)).toThrow(new Refusal("lock-not-held"));
});

test.each([
  { holder: token, name: "a token" },
  { holder: "ACLI", name: "a user of the ACLI" },
])("$name that takes the lock holds it, and may take it again", ({ holder }) => {
  const lock = new Lock();
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
  const lock = new Lock();
  lock.take(holder);
  lock.release(other);
  expect(() => lock.require(other)).toThrow(new Refusal("locked-by-another"));
  expect(() => lock.take(other)).toThrow(new Refusal("locked-by-another"));
  expect(() => lock.require(holder)).not.toThrow();
});

test("a lock that was given up is free for others", () => {
  const lock = new Lock();
  lock.take(token);
  lock.release(token);
  lock.take("GUI");
  expect(() => lock.require("GUI")).not.toThrow();
});

test("a lock passes from a token to another, but only from its holder", () => {
  const lock = new Lock();
  lock.take(token);
  lock.pass(token, otherToken);
  expect(() => lock.require(otherToken)).not.toThrow();
  lock.pass(token, { user });
  expect(() => lock.require(otherToken)).not.toThrow();
});
