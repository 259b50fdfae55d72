import { type Clock, ManualClock, systemClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { assemble } from "../embed/assemble.ts";
import { shippedScenarios } from "../gen/shipped-scenarios.ts";
import { createControl } from "./create-control.ts";

/** The members of responses that tests read. */
interface ControlResponse {
  readonly clock: string;
  readonly configurations: { readonly editing: { readonly text: string } };
  readonly error: { readonly code: string; readonly message: string };
  readonly snapshot: object;
}

async function create(clock: Clock = new ManualClock()) {
  const assembled = await assemble({ clock, seed: 5, password: "canary-in-the-mine" });
  const control = createControl(assembled);
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await control(
      new Request(`http://127.0.0.1:1234${path}`, {
        method,
        ...(body !== undefined && {
          body: typeof body === "string" ? body : JSON.stringify(body),
          headers: { "content-type": "application/json; charset=utf-8" },
        }),
      }),
    );
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    return { status: response.status, value: (await response.json()) as ControlResponse };
  };
  return { ...assembled, ask, control };
}

test("shows the state without a secret", async () => {
  const { ask, device } = await create();
  const token = device.issueToken({ name: "admin", administrator: true });
  device.lock(device.findToken(token) ?? "");
  const { status, value } = await ask("GET", "/");
  expect({ status, value }).toMatchObject({
    status: 200,
    value: {
      seed: 5,
      isUp: true,
      clock: "virtual",
      nowMs: 0,
      clockRate: 1,
      lockedBy: "admin",
      actors: [],
      assumptions: { secondRequest: "queued" },
      asyncStatus: {},
      configurations: { editing: { text: "initial" } },
      versions: { currentVersion: 1, runningVersion: 1 },
      system: { hostName: "sbc" },
    },
  });
  const text = JSON.stringify(value);
  expect(text).not.toContain("canary-in-the-mine");
  expect(text).not.toContain(token);
});

test("shows the state of a system that is off", async () => {
  const { ask, device } = await create();
  device.reboot();
  const { status, value } = await ask("POST", "/advance", { by: "5 s" });
  expect(status).toBe(200);
  expect(value).toMatchObject({ isUp: false, nowMs: 5_000, lockedBy: null });
  expect(value).not.toHaveProperty("asyncStatus");
});

test("lists the scenarios with their descriptions", async () => {
  const { value } = await (await create()).ask("GET", "/scenarios");
  expect(value).toEqual(
    Object.entries(shippedScenarios).map(([name, { description }]) => ({ name, description })),
  );
});

test.each([
  { by: "name", body: { name: "verify-refuses" }, want: "new realm" },
  {
    by: "yaml",
    body: {
      yaml: `description: x\n#${" long".repeat(1_000)}\ninitialState: { edited: { text: mine } }`,
    },
    want: "mine",
  },
  {
    by: "scenario",
    body: { scenario: { description: "x", initialState: { edited: { text: "mine" } } } },
    want: "mine",
  },
])("sets a scenario by $by", async ({ body, want }) => {
  const { ask, device } = await create();
  const { status, value } = await ask("PUT", "/scenario", body);
  expect(status).toBe(200);
  expect(value.configurations.editing.text).toBe(want);
  expect(device.configurations().editing.text).toBe(want);
});

test("edits the device, acts on it and advances the clock", async () => {
  const { ask } = await create();
  await ask("POST", "/edit", { text: "new", fault: "a fault" });
  await ask("POST", "/act", { by: "Maria", action: "verify" });
  const { value } = await ask("POST", "/advance", { by: "1 s" });
  expect(value).toMatchObject({
    configurations: { editing: { text: "new", fault: "a fault" } },
    asyncStatus: {
      operationState: { operation: "verify", status: "fail", errorMessage: "a fault" },
    },
  });
});

test("injects a fault", async () => {
  const { handler, ask } = await create();
  expect((await ask("POST", "/faults", { fault: "status", status: 503 })).status).toBe(200);
  const connection = { signal: new AbortController().signal, destroy: () => {} };
  const poll = () =>
    handler(new Request("https://192.0.2.1/rest/v1.2/admin/asyncstatus"), connection);
  expect((await poll()).status).toBe(503);
  expect((await poll()).status).toBe(401);
});

test("restores a snapshot after other scenarios and at a later time", async () => {
  const { ask, device } = await create();
  await ask("PUT", "/scenario", { name: "busy-at-start" });
  await ask("POST", "/act", { by: "Ines", action: "lock", for: "1 min" });
  await ask("POST", "/advance", { by: "7 s" });
  const before = device.snapshot();
  const { value } = await ask("GET", "/snapshot");
  await ask("PUT", "/scenario", { name: "crowded" });
  await ask("POST", "/advance", { by: "1 h" });
  expect((await ask("PUT", "/snapshot", value)).status).toBe(200);
  expect(device.snapshot()).toEqual(before);
});

test.each([
  {
    name: "a changed snapshot",
    change: (given: { snapshot: object }) => ({
      ...given,
      snapshot: { ...given.snapshot, format: 2 },
    }),
  },
  { name: "a snapshot without its seal", change: ({ snapshot }: { snapshot: object }) => snapshot },
  { name: "null", change: () => null },
])("refuses $name", async ({ change }) => {
  const { ask, device } = await create();
  const { value } = await ask("GET", "/snapshot");
  const before = device.snapshot();
  const { status, value: refusal } = await ask("PUT", "/snapshot", change(value));
  expect({ status, code: refusal.error.code }).toEqual({ status: 400, code: "invalid" });
  expect(device.snapshot()).toEqual(before);
});

test.each<[string, string, unknown, number, string, RegExp]>([
  ["GET", "/nothing", undefined, 404, "not-found", /\/scenario, \/advance/],
  ["GET", "/__proto__", undefined, 404, "not-found", /./],
  ["GET", "/constructor", undefined, 404, "not-found", /./],
  ["DELETE", "/", undefined, 405, "method-not-allowed", /GET/],
  ["POST", "/advance", "{", 400, "invalid", /JSON/],
  ["POST", "/advance", {}, 400, "invalid", /advance: by: Missing/],
  ["POST", "/advance", { by: "never" }, 400, "invalid", /0 ms or more/],
  ["POST", "/advance", { by: -1 }, 400, "invalid", /by: Expected milliseconds/],
  ["POST", "/edit", { txt: "x" }, 400, "invalid", /txt: Unknown key/],
  [
    "POST",
    "/act",
    { by: "Maria", action: "luck" },
    400,
    "invalid",
    /action: Expected "verify", "save", /,
  ],
  [
    "POST",
    "/act",
    { by: "Maria", action: "unlock" },
    409,
    "refused",
    /lock-not-held: User does not/,
  ],
  ["POST", "/act", { by: "Maria", action: "switchover" }, 409, "refused", /no-pair/],
  ["POST", "/faults", { fault: "reset", nth: 0 }, 400, "invalid", /fault: nth: /],
  ["PUT", "/scenario", { name: "none" }, 400, "invalid", /No such scenario/],
  ["PUT", "/scenario", { name: "__proto__" }, 400, "invalid", /No such scenario/],
  ["PUT", "/scenario", { yaml: "description: x\nfault: y" }, 400, "invalid", /scenario:2:1: /],
  [
    "PUT",
    "/scenario",
    { scenario: { description: 1 } },
    400,
    "invalid",
    /scenario.description: Expected/,
  ],
  ["PUT", "/scenario", {}, 400, "invalid", /Expected one of/],
])("answers %s %s %j with %i %s", async (method, path, body, status, code, message) => {
  const { ask } = await create();
  const { status: got, value } = await ask(method, path, body);
  expect({ status: got, code: value.error.code }).toEqual({ status, code });
  expect(value.error.message).toMatch(message);
});

test("refuses to advance a real clock and explains how to get a virtual one", async () => {
  const { ask } = await create(systemClock);
  expect((await ask("GET", "/")).value.clock).toBe("real");
  const { status, value } = await ask("POST", "/advance", { by: 1 });
  expect({ status, code: value.error.code }).toEqual({ status: 409, code: "clock-not-virtual" });
  expect(value.error.message).toContain("virtual clock");
});

test.each([undefined, "text/plain", "application/x-www-form-urlencoded"])(
  "refuses a body of %s, which a form can send",
  async (type) => {
    const { control, device } = await create();
    const headers = new Headers(type === undefined ? {} : { "content-type": type });
    const body = new TextEncoder().encode('{"text":"x"}');
    const response = await control(
      new Request("http://127.0.0.1:1/edit", { method: "POST", body, headers }),
    );
    expect(response.status).toBe(415);
    expect(device.configurations().editing.text).toBe("initial");
  },
);
