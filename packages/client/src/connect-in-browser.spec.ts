import { afterEach, expect, test, vi } from "vitest";
import * as browser from "./browser.ts";
import * as index from "./index.ts";

const credentials = { user: "admin", password: "secret" };

afterEach(() => {
  vi.unstubAllGlobals();
});

test("the browser entry has every export of the main entry but those of Node.js", () => {
  const missing = Object.keys(index).filter((name) => !(name in browser));
  expect(missing.sort()).toEqual(["httpsTransport", "untrustedReason"]);
  const { connect, ...shared } = browser;
  expect(index).toMatchObject(shared);
  expect(connect).not.toBe(index.connect);
});

test("connects by the fetch of the browser", async () => {
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", async (url: URL) => {
    asked.push(url.href);
    return new Response(null, { status: 401 });
  });
  const connecting = browser.connect({ host: "192.0.2.1", credentials });
  await expect(connecting).rejects.toMatchObject({ code: "unauthorized" });
  expect(asked).toEqual(["https://192.0.2.1/rest/v1.2/auth/token"]);
});

test("refuses TLS options in a browser", async () => {
  const connecting = browser.connect({ host: "192.0.2.1", credentials, tls: { ca: "…" } });
  await expect(connecting).rejects.toMatchObject({ code: "invalid-option", option: "tls" });
});
