import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { get, token } from "../testing/get.ts";
import { checkRequest, onTimeoutOrAbort } from "./exchange.ts";

const url = new URL("https://sbc.example/rest/v1.2/auth/token");

test("a timeout longer than a timer can be does not cancel immediately", async () => {
  const failures: unknown[] = [];
  const request = get(url, { timeoutMs: Infinity });
  const stop = onTimeoutOrAbort(request, (failure) => failures.push(failure));
  await new Promise((resolve) => setTimeout(resolve, 5));
  stop();
  expect(failures).toEqual([]);
});

test("removes its listener from a signal that outlives the request", () => {
  const { signal } = new AbortController();
  const stop = onTimeoutOrAbort(get(url, { signal }), () => {});
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  stop();
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});

test.each([
  { of: "a GET with a token", given: get(url) },
  { of: "a tab in a header", given: get(url, { headers: { accept: "a,\tb" } }) },
  { of: "a signal", given: get(url, { signal: new AbortController().signal }) },
])("accepts a valid request: $of", ({ given }) => {
  expect(checkRequest(given)).toBeUndefined();
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
  { of: "a header name", given: get(url, { headers: { "a b": token } }), says: 'header "a b"' },
])("refuses an invalid request without revealing its secrets: $of", ({ given, says }) => {
  const error = checkRequest(given)?.toTransportError(given, true);
  expect(error).toMatchObject({ code: "invalid-request", message: expect.stringContaining(says) });
  expect(error?.message).not.toContain(token);
  expect(error?.url).not.toContain(token);
});

test("refuses a request whose signal is aborted, with the signal's reason", () => {
  const given = get(url, { signal: AbortSignal.abort("enough") });
  expect(checkRequest(given)).toMatchObject({ code: "aborted", cause: "enough" });
});
