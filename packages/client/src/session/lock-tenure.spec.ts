import { expect, test } from "vitest";
import { LockTenure, type Token } from "./lock-tenure.ts";

const token = (requestedAt: number): Token => ({
  value: `token-${requestedAt}`,
  requestedAt,
  requestedOn: requestedAt,
});
const tenure = () => new LockTenure(token(0), 10, 600);

test("is held until the first token expires, then presumed", () => {
  expect(tenure().until(600)).toBe("held");
  expect(tenure().until(601)).toBe("presumed");
});

test("is held again once the new token is used for a request that needs the lock", () => {
  const lock = tenure();
  lock.renewed(token(400));
  expect(lock.until(900)).toBe("presumed");
  lock.exercised(token(400));
  expect(lock.until(900)).toBe("held");
});

test("is lost after the first token if the response to a renewal was lost", () => {
  const lock = tenure();
  lock.renewalUnanswered();
  lock.exercised(token(400));
  expect([lock.until(600), lock.until(601)]).toEqual(["held", "lost"]);
});

test("is lost since the last accepted request if the token was refused", () => {
  const lock = tenure();
  lock.tokenRefused(200);
  expect([lock.until(200), lock.until(201)]).toEqual(["held", "lost"]);
});

test("is lost after its release", () => {
  const lock = tenure();
  lock.ended(300);
  expect([lock.until(300), lock.until(301)]).toEqual(["held", "lost"]);
});
