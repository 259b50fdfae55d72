import { expect, test } from "vitest";
import type { AccessToken } from "../actor.ts";
import { EventQueue } from "../event-queue.ts";
import { secureRandomBytes, type TokenEvent, Tokens } from "./tokens.ts";

const user = { name: "admin", administrator: true };

function create(randomBytes = secureRandomBytes) {
  const queue = new EventQueue<TokenEvent>(({ id }) => tokens.revoke(id));
  const ended: AccessToken[] = [];
  const onEnd = (token: AccessToken) => ended.push(token);
  const tokens = new Tokens({ queue, lifetimeMs: 1000, randomBytes, onEnd });
  return { queue, ended, tokens };
}

test("a token is found by its text until it expires, and ends once", () => {
  const { queue, ended, tokens } = create();
  const { text, token } = tokens.issue(user, 0);
  queue.runUntil(999);
  expect(tokens.find(text)).toBe(token);
  expect(ended).toEqual([]);
  queue.runUntil(1000);
  expect(tokens.find(text)).toBeUndefined();
  queue.runUntil(5000);
  expect(ended).toEqual([token]);
});

test("a revoked token ends immediately, and once", () => {
  const { queue, ended, tokens } = create();
  const { text, token } = tokens.issue(user, 0);
  tokens.revoke(token.id);
  expect(tokens.find(text)).toBeUndefined();
  queue.runUntil(5000);
  expect(ended).toEqual([token]);
});

test("tokens expire independently", () => {
  const { queue, tokens } = create();
  const first = tokens.issue(user, 0);
  const second = tokens.issue(user, 500);
  expect(second.text).not.toBe(first.text);
  queue.runUntil(1000);
  expect(tokens.find(first.text)).toBeUndefined();
  expect(tokens.find(second.text)).toBe(second.token);
});

test.each(["a", "ab", "abc", "é"])(
  "a token is Base64 of the user %s, role, time and 32 random bytes",
  (name) => {
    const { tokens } = create((length) => new Uint8Array(length).fill(0x0a));
    const { text } = tokens.issue({ name, administrator: true }, 7);
    const bytes = Buffer.from(text, "base64");
    expect(bytes.toString().startsWith(`${name}:admin:7:`)).toBe(true);
    expect(bytes.subarray(-32)).toEqual(Buffer.alloc(32, 0x0a));
    expect(text).toMatch(/\+\/.*=$/);
  },
);

test("a token contains its user, without the password", () => {
  const { tokens } = create();
  const { token } = tokens.issue({ ...user, password: "canary-in-the-mine" } as typeof user, 0);
  expect(token).toEqual({ id: 1, user });
});
