import { expect, test } from "vitest";
import type { AccessToken } from "../actors/actor.ts";
import { EventQueue } from "../event-queue.ts";
import { secureRandomBytes, type TokenExpires, Tokens } from "./tokens.ts";

const user = { name: "admin", administrator: true };

function create(randomBytes = secureRandomBytes) {
  const agenda = new EventQueue<TokenExpires>(({ id }) => tokens.revoke(id));
  const ended: AccessToken[] = [];
  const onEnd = (token: AccessToken) => ended.push(token);
  const tokens = new Tokens({ agenda, lifeMs: 1000, randomBytes, onEnd });
  return { agenda, ended, tokens };
}

test("a token is found by its text until its life is over, and then ends once", () => {
  const { agenda, ended, tokens } = create();
  const { text, token } = tokens.issue(user, 0);
  agenda.runUntil(999);
  expect(tokens.find(text)).toBe(token);
  expect(ended).toEqual([]);
  agenda.runUntil(1000);
  expect(tokens.find(text)).toBeUndefined();
  agenda.runUntil(5000);
  expect(ended).toEqual([token]);
});

test("a token that is revoked ends at once, and only once", () => {
  const { agenda, ended, tokens } = create();
  const { text, token } = tokens.issue(user, 0);
  tokens.revoke(token.id);
  expect(tokens.find(text)).toBeUndefined();
  agenda.runUntil(5000);
  expect(ended).toEqual([token]);
});

test("each token lives its own life", () => {
  const { agenda, tokens } = create();
  const first = tokens.issue(user, 0);
  const second = tokens.issue(user, 500);
  expect(second.text).not.toBe(first.text);
  agenda.runUntil(1000);
  expect(tokens.find(first.text)).toBeUndefined();
  expect(tokens.find(second.text)).toBe(second.token);
});

test("the text of a token is 32 bytes of the random source", () => {
  const { tokens } = create((length) => new Uint8Array(length).fill(0x0a));
  expect(tokens.issue(user, 0).text).toBe("0a".repeat(32));
});

test("a token says whose it is, and keeps no password", () => {
  const { tokens } = create();
  const { token } = tokens.issue({ ...user, password: "canary-in-the-mine" } as typeof user, 0);
  expect(token).toEqual({ id: 1, user });
});
