import { readFile } from "node:fs/promises";
import { inspect } from "node:util";
import { expect, onTestFinished, test, vi } from "vitest";
import type { TransportErrorCode } from "../errors/transport-error.ts";
import { get, token } from "../testing/get.ts";
import { fetchTransport } from "./fetch-transport.ts";

type Fetch = typeof globalThis.fetch;

const url = new URL("https://sbc.example/rest/v1.2/admin/asyncstatus?a=b");
const never: Fetch = () => new Promise(() => {});

test("calls fetch without redirects, cache, credentials or compression", async () => {
  const fetch = vi.fn<Fetch>(async () => new Response(null, { status: 204 }));
  const headers = { accept: "application/xml" };
  await fetchTransport({ fetch }).request({ method: "PUT", url, headers, body: "b", timeoutMs: 1 });
  expect(fetch).toHaveBeenCalledExactlyOnceWith(url, {
    method: "PUT",
    headers: { accept: "application/xml", "accept-encoding": "identity" },
    body: "b",
    redirect: "manual",
    credentials: "omit",
    cache: "no-store",
    signal: expect.any(AbortSignal),
  });
});

test.each([
  {
    of: "a body",
    given: new Response("abc", { headers: { "X-A": "1" } }),
    want: [200, "1", "abc"],
  },
  { of: "no body", given: new Response(null, { status: 204 }), want: [204, undefined, ""] },
  { of: "an error", given: new Response("abc", { status: 423 }), want: [423, undefined, "abc"] },
  { of: "several chunks", given: new Response(chunks("a", "bc")), want: [200, undefined, "abc"] },
  {
    of: "a redirect",
    given: new Response("abc", { status: 302, headers: { location: "/elsewhere" } }),
    want: [302, undefined, "abc"],
  },
])("returns a response unchanged: $of", async ({ given, want }) => {
  const transport = fetchTransport({ fetch: async () => given, maxResponseBytes: 3 });
  const { status, headers, body } = await transport.request(get(url));
  expect([status, headers["x-a"], new TextDecoder().decode(body)]).toEqual(want);
});

test.each<{ of: string; given: () => Response; code: TransportErrorCode }>([
  { of: "gzip", given: () => response({ "content-encoding": "gzip" }), code: "content-encoding" },
  {
    of: "a large Content-Length",
    given: () => response({ "content-length": "101" }),
    code: "body-too-large",
  },
  {
    of: "large chunks",
    given: () => new Response(chunks("x".repeat(60), "x".repeat(41))),
    code: "body-too-large",
  },
  {
    of: "shorter than Content-Length",
    given: () => response({ "content-length": "99" }),
    code: "body-truncated",
  },
  {
    of: "half a body",
    given: () => new Response(chunks(token, new TypeError("terminated"))),
    code: "body-truncated",
  },
  { of: "a hidden redirect", given: () => hiddenRedirect(), code: "redirect-hidden" },
])(
  "rejects an unacceptable response with an error without secrets: $of",
  async ({ given, code }) => {
    let signal: AbortSignal | null | undefined;
    const fetch: Fetch = async (_url, init) => {
      signal = init?.signal;
      return given();
    };
    const transport = fetchTransport({ fetch, maxResponseBytes: 100 });
    const error = await transport
      .request(get(url, { body: token }))
      .catch((error: unknown) => error);
    expect(error).toMatchObject({ name: "TransportError", code, notSent: false });
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(token);
    expect(signal?.aborted).toBe(true);
  },
);

test.each<{ given: unknown; code: TransportErrorCode; notSent: boolean }>([
  { given: caused("ECONNREFUSED"), code: "refused", notSent: true },
  { given: caused("ENOTFOUND"), code: "name-not-found", notSent: true },
  { given: caused("DEPTH_ZERO_SELF_SIGNED_CERT"), code: "tls-untrusted", notSent: true },
  { given: caused("EHOSTUNREACH"), code: "unreachable", notSent: false },
  { given: caused("ECONNRESET"), code: "reset", notSent: false },
  { given: caused("ERR_SSL_WRONG_VERSION_NUMBER"), code: "not-https", notSent: false },
  { given: new TypeError("Failed to fetch"), code: "failed", notSent: false },
  { given: "no error", code: "failed", notSent: false },
])("maps an error of fetch to $code", async ({ given, code, notSent }) => {
  const transport = fetchTransport({ fetch: () => Promise.reject(given) });
  await expect(transport.request(get(url))).rejects.toMatchObject({ code, notSent });
});

test.each([
  { of: "an http: URL", given: get(new URL("http://sbc.example/")), code: "invalid-request" },
  { of: "an aborted signal", given: get(url, { signal: AbortSignal.abort() }), code: "aborted" },
])("does not call fetch for an invalid request: $of", async ({ given, code }) => {
  const fetch = vi.fn<Fetch>();
  const request = fetchTransport({ fetch }).request(given);
  await expect(request).rejects.toMatchObject({ code, notSent: true });
  expect(fetch).not.toHaveBeenCalled();
});

test.each([
  { stage: "before the response", fetch: vi.fn(never) },
  { stage: "in the body", fetch: vi.fn<Fetch>(async () => new Response(new ReadableStream())) },
])("times out even if fetch ignores its signal: $stage", async ({ fetch }) => {
  const request = fetchTransport({ fetch }).request(get(url, { timeoutMs: 20 }));
  await expect(request).rejects.toMatchObject({ code: "timeout", notSent: false });
  expect(fetch.mock.lastCall?.[1]?.signal?.aborted).toBe(true);
});

test("leaves no timer after a response", async () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  await fetchTransport({ fetch: async () => new Response() }).request(get(url));
  expect(vi.getTimerCount()).toBe(0);
});

test("an abort cancels a request in flight", async () => {
  const abort = new AbortController();
  const request = fetchTransport({ fetch: never }).request(get(url, { signal: abort.signal }));
  abort.abort();
  await expect(request).rejects.toMatchObject({ code: "aborted", notSent: false });
});

test("close cancels requests in flight and refuses later ones", async () => {
  const transport = fetchTransport({ fetch: never });
  const request = transport.request(get(url));
  await transport.close();
  await expect(request).rejects.toMatchObject({ code: "closed", notSent: false });
  await expect(transport.request(get(url))).rejects.toMatchObject({
    code: "closed",
    notSent: true,
  });
});

test("imports no module of Node.js", async () => {
  const modules = [new URL("./fetch-transport.ts", import.meta.url).href];
  for (const module of modules) {
    const source = await readFile(new URL(module), "utf8");
    for (const [, from = ""] of source.matchAll(
      /^(?:im|ex)port (?!type )[^;]* from "([^"]+)";/gm,
    )) {
      const imported = from.startsWith(".")
        ? new URL(from, module).href
        : import.meta.resolve(from);
      if (!modules.includes(imported)) modules.push(imported);
    }
  }
  expect(modules.filter((module) => !module.startsWith("file:"))).toEqual([]);
  expect(modules.length).toBeGreaterThan(3);
});

function caused(code: string): Error {
  const cause = Object.assign(new Error("what happened"), { code });
  return new TypeError("fetch failed", { cause });
}

function response(headers: Record<string, string>): Response {
  return new Response("abc", { headers });
}

function hiddenRedirect(): Response {
  return Object.defineProperty(new Response(), "type", { value: "opaqueredirect" });
}

function chunks(...parts: (string | Error)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const part = parts.shift();
      if (part === undefined) controller.close();
      else if (part instanceof Error) controller.error(part);
      else controller.enqueue(new TextEncoder().encode(part));
    },
  });
}
