import { expect, test } from "vitest";
import { createAuthenticator } from "./authenticator.ts";

const admin = { name: "admin", password: "secret", administrator: true };
const other = { name: "ö", password: "with:colon", administrator: false };
const authenticate = createAuthenticator([admin, other]);
const find = (credentials: string) => authenticate(new TextEncoder().encode(credentials));

test.each([
  { credentials: "admin:secret", want: admin },
  { credentials: "ö:with:colon", want: other },
])("finds the user of $credentials", async ({ credentials, want }) => {
  expect(await find(credentials)).toBe(want);
});

test.each([
  { credentials: "admin:wrong" },
  { credentials: "admin:secre" },
  { credentials: "admin:secret " },
  { credentials: "admin:with:colon" },
  { credentials: "unknown:secret" },
  { credentials: "Admin:secret" },
  { credentials: "adminsecret" },
  { credentials: "admin:" },
  { credentials: ":" },
  { credentials: "" },
])("finds no user for '$credentials'", async ({ credentials }) => {
  expect(await find(credentials)).toBeUndefined();
});

test("finds no user if there are none", async () => {
  expect(await createAuthenticator([])(new Uint8Array())).toBeUndefined();
});
