import { expect, test } from "vitest";
import { createAuthenticator } from "./authenticator.ts";

const admin = { name: "admin", password: "secret", administrator: true };
const other = { name: "ö", password: "with:colon", administrator: false };
const authenticate = createAuthenticator([admin, other]);
const ask = (credentials: string) => authenticate(new TextEncoder().encode(credentials));

test.each([
  { credentials: "admin:secret", want: admin },
  { credentials: "ö:with:colon", want: other },
])("$credentials is a user's", async ({ credentials, want }) => {
  expect(await ask(credentials)).toBe(want);
});

test.each([
  { credentials: "admin:wrong" },
  { credentials: "admin:secre" },
  { credentials: "admin:secret " },
  { credentials: "admin:with:colon" },
  { credentials: "nobody:secret" },
  { credentials: "Admin:secret" },
  { credentials: "adminsecret" },
  { credentials: "admin:" },
  { credentials: ":" },
  { credentials: "" },
])("'$credentials' is nobody's", async ({ credentials }) => {
  expect(await ask(credentials)).toBeUndefined();
});

test("where there are no users, nobody is one", async () => {
  expect(await createAuthenticator([])(new Uint8Array())).toBeUndefined();
});
