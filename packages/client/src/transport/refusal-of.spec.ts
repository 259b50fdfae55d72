import { expect, test } from "vitest";
import { refusalOf } from "./refusal-of.ts";
import { get, token } from "./testing/get.ts";

const url = new URL("https://sbc.example/rest/v1.2/auth/token");

test.each([
  { of: "a GET with a token", given: get(url) },
  { of: "a tab in a header", given: get(url, { headers: { accept: "a,\tb" } }) },
  { of: "a signal", given: get(url, { signal: new AbortController().signal }) },
])("a proper request is not refused: $of", ({ given }) => {
  expect(refusalOf(given)).toBeUndefined();
});

test.each([
  { of: "http:", given: get(new URL("http://sbc.example/")), says: "got http:" },
  { of: "a user", given: get(new URL(`https://${token}@sbc.example/`)), says: "user information" },
  {
    of: "a password",
    given: get(new URL(`https://:${token}@sbc.example/`)),
    says: "user information",
  },
  { of: "a newline", given: get(url, { headers: { a: `${token}\n` } }), says: 'header "a"' },
  { of: "a NUL", given: get(url, { headers: { a: `${token}\0` } }), says: 'header "a"' },
  { of: "beyond ASCII", given: get(url, { headers: { a: `${token}ä` } }), says: 'header "a"' },
  { of: "no header's name", given: get(url, { headers: { "a b": token } }), says: 'header "a b"' },
])("a request that must not be sent is refused, its secrets unsaid: $of", ({ given, says }) => {
  const error = refusalOf(given)?.toTransportError(given, true);
  expect(error).toMatchObject({ code: "invalid-request", message: expect.stringContaining(says) });
  expect(error?.message).not.toContain(token);
  expect(error?.url).not.toContain(token);
});

test("a request whose signal is aborted is refused with its reason", () => {
  const given = get(url, { signal: AbortSignal.abort("enough") });
  expect(refusalOf(given)).toMatchObject({ code: "aborted", cause: "enough" });
});
