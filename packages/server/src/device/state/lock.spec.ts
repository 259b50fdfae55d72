import { expect, test } from "vitest";
import type { AccessToken } from "../actor.ts";
import { defaultAssumptions } from "../assumptions.ts";
import { Refusal } from "../refusal.ts";
import { Lock } from "./lock.ts";

const user = { name: "admin", administrator: true };
const token: AccessToken = { id: 1, user };
const otherToken: AccessToken = { id: 2, user };

const create = () => new Lock(defaultAssumptions);

test("a new lock is free", () => {
  expect(() => create().require(token)).toThrow(new Refusal("lock-not-held"));
});

test.each([
  { holder: token, name: "a token" },
  { holder: "ACLI", name: "a user of the ACLI" },
])("$name can acquire the lock, and again while it holds it", ({ holder }) => {
  const lock = create();
  lock.acquire(holder);
  lock.acquire(holder);
  expect(() => lock.require(holder)).not.toThrow();
});

test.each([
  { holder: token, other: otherToken, name: "another token of the same user" },
  { holder: token, other: "ACLI", name: "a user of the ACLI" },
  { holder: "ACLI", other: "GUI", name: "a user of the GUI" },
  { holder: "ACLI", other: token, name: "a token" },
])("$name can neither use nor acquire nor release the lock of another", ({ holder, other }) => {
  const lock = create();
  lock.acquire(holder);
  lock.release(other);
  expect(() => lock.require(other)).toThrow(new Refusal("locked-by-another"));
  expect(() => lock.acquire(other)).toThrow(new Refusal("locked-by-another"));
  expect(() => lock.require(holder)).not.toThrow();
});

test("a released lock can be acquired by another", () => {
  const lock = create();
  lock.acquire(token);
  lock.release(token);
  lock.acquire("GUI");
  expect(() => lock.require("GUI")).not.toThrow();
});

test("only the holder can pass the lock to another token", () => {
  const lock = create();
  lock.acquire(token);
  lock.pass(token, otherToken);
  expect(() => lock.require(otherToken)).not.toThrow();
  lock.pass(token, { id: 3, user });
  expect(() => lock.require(otherToken)).not.toThrow();
});
