import { inspect } from "node:util";
import { encode } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { TransportError } from "../errors/transport-error.ts";
import type { WaitEvent } from "../operation/wait-event.ts";
import { executeRequests, virtualSbc } from "../testing/virtual-sbc.ts";
import { virtualSession } from "../testing/virtual-session.ts";

const password = "secret-canary-in-the-mine";
const basic = btoa(`admin:${password}`);
const hex = Buffer.from(password).toString("hex");
const percent = password.replace(/./g, (c) => `%${c.charCodeAt(0).toString(16)}`);
/** Texts that a device echoes; its first token is `token-1`. */
const repeated = {
  "the password": password,
  "the credentials": basic,
  "the password in percent encoding": percent,
  "the password in hexadecimal": hex,
  "the token": "token-1",
  "the token in upper case": "TOKEN-1",
  "the token in percent encoding": "%74oken-1",
};
const secret = /canary|token-1|YWRtaW46|c2VjcmV0|%63%61|63616e6172/i;

test.for(Object.entries(repeated))("no error contains %s of the device", async ([, text]) => {
  const { sbc, device } = await virtualSbc();
  device.next.getAsyncStatus = [
    { status: 403, reason: text },
    { status: 503, reason: text },
    { status: 200, body: `<response><data><${text.replace(/[%=]/g, "_")}` },
    { status: 200, body: `<response><data>${text}</data></response>` },
    { status: 200, body: `<s${text.replace(/[%=]/g, "_")}/>` },
  ];
  while (device.next.getAsyncStatus.length > 0) {
    const error: unknown = await sbc.status().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    // A percent sign can't be in a name, and what is left of it is no encoding.
    if (!text.includes("%")) expect(inspect(error, { depth: 9 })).not.toMatch(secret);
    else expect(inspect(error, { depth: 9 })).not.toContain(text);
  }
});

test.for([
  ["CDATA", `<![CDATA[${password.slice(0, 9)}]]>${password.slice(9)}`],
  ["references", password.replace(/./g, (c) => `&#${c.charCodeAt(0)};`)],
  ["a comment", `${password.slice(0, 9)}<!-- -->${password.slice(9)}`],
])("no error contains the password with %s", async ([, text]) => {
  const { sbc, device } = await virtualSbc();
  const body = `<response><messages><message><errorMessage>${text}</errorMessage></message></messages></response>`;
  device.next.getAsyncStatus = [{ status: 403, body }];
  await expect(sbc.status()).rejects.toMatchObject({
    messages: [{ errorMessage: "(password)" }],
    message: expect.stringContaining("returned 403: (password)"),
  });
});

test("no error contains the token before, nor a header", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await clock.sleep(360_000);
  device.next.getAsyncStatus = [{ status: 403, reason: "token-1 token-2" }];
  await expect(sbc.status()).rejects.toThrow("(token) (token)");

  const { request } = device;
  device.request = async ({ method, url }) => {
    const detail = `expected none, got "${password}"`;
    throw new TransportError({
      code: "content-encoding",
      method,
      url,
      notSent: false,
      detail,
      actual: password,
      cause: new Error(detail),
    });
  };
  const error: unknown = await sbc.status().catch((thrown: unknown) => thrown);
  device.request = request;
  expect(error).toMatchObject({ code: "content-encoding", actual: "(password)" });
  expect(inspect(error, { depth: 9 })).not.toMatch(secret);
});

test("no value, event, outcome or saved operation contains what the device echoes", async () => {
  const { sbc, device, clock } = await virtualSbc();
  const text = Object.values(repeated).join(" ");
  device.system = { ...device.system, hostName: text };
  device.links = [`https://192.0.2.1/${percent}`, `https://${password}@192.0.2.1/`];
  executeRequests(device, clock, { takesMs: 1_000, fail: { save: text } });
  const events: WaitEvent[] = [];
  await using _lock = await sbc.lock();
  const operation = await sbc.save();
  const outcome = await operation.wait({ onEvent: (event) => events.push(event) });
  expect(outcome).toMatchObject({ outcome: "failed" });
  const seen = [outcome, events, operation, await sbc.systemStatus(), await sbc.status()];
  expect(JSON.stringify(seen)).not.toMatch(secret);
  expect(JSON.stringify(seen)).toContain("(password) (credentials) (password) (password) (token)");
});

test("a password that is a word of the specification changes no response", async () => {
  for (const word of ["save", "success", "admin", "active", "asyncstatus"]) {
    const { sbc, device, clock } = await virtualSbc({
      credentials: { user: "admin", password: word },
    });
    executeRequests(device, clock, { takesMs: 1_000 });
    await using _lock = await sbc.lock();
    const events: string[] = [];
    const operation = await sbc.save();
    const outcome = await operation.wait({ onEvent: ({ type }) => events.push(type) });
    expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "proven" });
    expect(events).not.toContain("foreign-link");
  }
});

test("a renewed token that equals the one before is used", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await clock.sleep(360_000);
  const body = encode("AccessTokenResponse", {
    data: { accessToken: "token-1" },
    messages: [],
    links: [],
  });
  device.next.requestToken = [{ status: 200, body }];
  await sbc.status();
  expect(device.calls.at(-1)?.authorization).toBe("Bearer token-1");
});

test("hides the latest three tokens, even if the device echoes one", () => {
  const { secrets } = virtualSession();
  for (const token of ["first-token", "second-token", "third-token"]) secrets.addToken(token);
  secrets.addToken("third-token");
  expect(secrets.hide("first-token third-token")).toBe("(token) (token)");
  secrets.addToken("fourth-token");
  expect(secrets.hide("first-token fourth-token")).toBe("first-token (token)");
});
