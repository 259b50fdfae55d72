import { type Clock, ManualClock, systemClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { assemble } from "../embed/assemble.ts";
import { shippedScenarios } from "../scenario/shipped-scenarios.ts";
import { createControl } from "./create-control.ts";

/** As much of the answers as tests look into. */
interface Told {
  readonly clock: string;
  readonly configurations: { readonly editing: { readonly text: string } };
  readonly error: { readonly code: string; readonly message: string };
  readonly snapshot: object;
}

async function create(clock: Clock = new ManualClock()) {
  const assembled = await assemble({ clock, seed: 5, password: "canary-in-the-mine" });
  const control = createControl(assembled);
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await control(
      new Request(`http://127.0.0.1:1234${path}`, {
        method,
        ...(body !== undefined && {
          body: typeof body === "string" ? body : JSON.stringify(body),
          headers: { "content-type": "application/json; charset=utf-8" },
        }),
      }),
    );
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    return { status: answer.status, value: (await answer.json()) as Told };
  };
  return { ...assembled, ask, control };
}

test("what there is can be read, without a secret", async () => {
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
      assumptions: { secondRequest: "refused" },
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

test("of a system that is off, there is what one can know", async () => {
  const { ask, device } = await create();
  device.reboot();
  const { status, value } = await ask("POST", "/advance", { by: "5 s" });
  expect(status).toBe(200);
  expect(value).toMatchObject({ isUp: false, nowMs: 5_000, lockedBy: null });
  expect(value).not.toHaveProperty("asyncStatus");
});

test("the scenarios are listed with what they teach", async () => {
  const { value } = await (await create()).ask("GET", "/scenarios");
  expect(value).toEqual(
    Object.entries(shippedScenarios).map(([name, { description }]) => ({ name, description })),
  );
});

test.each([
  { body: { name: "verify-refuses" }, want: "new realm" },
  { body: { yaml: "description: x\ninitialState: { edited: { text: mine } }" }, want: "mine" },
  {
    body: { scenario: { description: "x", initialState: { edited: { text: "mine" } } } },
    want: "mine",
  },
])("a scenario is set by $body", async ({ body, want }) => {
  const { ask, device } = await create();
  const { status, value } = await ask("PUT", "/scenario", body);
  expect(status).toBe(200);
  expect(value.configurations.editing.text).toBe(want);
  expect(device.configurations().editing.text).toBe(want);
});

test("the device is edited, acted upon, and time passes", async () => {
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

test("a fault is injected", async () => {
  const { handler, ask } = await create();
  expect((await ask("POST", "/faults", { fault: "status", status: 503 })).status).toBe(200);
  const connection = { signal: new AbortController().signal, destroy: () => {} };
  const look = () =>
    handler(new Request("https://192.0.2.1/rest/v1.2/admin/asyncstatus"), connection);
  expect((await look()).status).toBe(503);
  expect((await look()).status).toBe(401);
});

test("state is given out and taken back, over other scenarios and later times", async () => {
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
    name: "a snapshot that was changed",
    change: (given: { snapshot: object }) => ({
      ...given,
      snapshot: { ...given.snapshot, format: 2 },
    }),
  },
  { name: "a snapshot without its seal", change: ({ snapshot }: { snapshot: object }) => snapshot },
  { name: "nothing", change: () => null },
])("$name is refused", async ({ change }) => {
  const { ask, device } = await create();
  const { value } = await ask("GET", "/snapshot");
  const before = device.snapshot();
  const { status, value: answer } = await ask("PUT", "/snapshot", change(value));
  expect({ status, code: answer.error.code }).toEqual({ status: 400, code: "invalid" });
  expect(device.snapshot()).toEqual(before);
});

test.each<[string, string, unknown, number, string, RegExp]>([
  ["GET", "/nothing", undefined, 404, "not-found", /\/scenario, \/advance/],
  ["GET", "/__proto__", undefined, 404, "not-found", /./],
  ["GET", "/constructor", undefined, 404, "not-found", /./],
  ["DELETE", "/", undefined, 405, "method-not-allowed", /GET/],
  ["POST", "/advance", "{", 400, "invalid", /JSON/],
  ["POST", "/advance", {}, 400, "invalid", /advance: by: Expected milliseconds/],
  ["POST", "/advance", { by: "never" }, 400, "invalid", /0 ms or more/],
  ["POST", "/advance", { by: -1 }, 400, "invalid", /Too small: expected number to be >=0/],
  ["POST", "/edit", { txt: "x" }, 400, "invalid", /Unknown here: "txt"/],
  [
    "POST",
    "/act",
    { by: "Maria", action: "luck" },
    400,
    "invalid",
    /Expected `action` to be verify/,
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
  ["PUT", "/scenario", { name: "none" }, 400, "invalid", /no such scenario/],
  ["PUT", "/scenario", { name: "__proto__" }, 400, "invalid", /no such scenario/],
  ["PUT", "/scenario", { yaml: "description: x\nfault: y" }, 400, "invalid", /scenario:2:1: /],
  ["PUT", "/scenario", { scenario: { description: 1 } }, 400, "invalid", /one of `name`, `yaml`/],
  ["PUT", "/scenario", {}, 400, "invalid", /Expected one of/],
])("%s %s with %j is answered %i, %s", async (method, path, body, status, code, message) => {
  const { ask } = await create();
  const { status: got, value } = await ask(method, path, body);
  expect({ status: got, code: value.error.code }).toEqual({ status, code });
  expect(value.error.message).toMatch(message);
});

test("a clock that passes by itself is not moved, and the error says what to do", async () => {
  const { ask } = await create(systemClock);
  expect((await ask("GET", "/")).value.clock).toBe("real");
  const { status, value } = await ask("POST", "/advance", { by: 1 });
  expect({ status, code: value.error.code }).toEqual({ status: 409, code: "clock-not-virtual" });
  expect(value.error.message).toContain("virtual clock");
});

test.each([undefined, "text/plain", "application/x-www-form-urlencoded"])(
  "a body of %s is refused: a form can send it",
  async (type) => {
    const { control, device } = await create();
    const headers = new Headers(type === undefined ? {} : { "content-type": type });
    const body = new TextEncoder().encode('{"text":"x"}');
    const answer = await control(
      new Request("http://127.0.0.1:1/edit", { method: "POST", body, headers }),
    );
    expect(answer.status).toBe(415);
    expect(device.configurations().editing.text).toBe("initial");
  },
);
