import { decode } from "@asyncstatus/model";
import { ManualClock } from "@asyncstatus/model/clock";
import { xsdErrors } from "@asyncstatus/model/xsd-errors";
import { expect, test } from "vitest";
import type { FaultRule } from "../device/faults/fault.ts";
import { createInMemoryDevice } from "../embed/create-in-memory-device.ts";

/** A device with a fault, and a client with a token and the lock. */
async function create(fault: FaultRule) {
  const clock = new ManualClock();
  const made = await createInMemoryDevice({
    clock,
    seed: 1,
    password: "canary-in-the-mine",
    peerName: "peer",
  });
  const { device, fetch, url } = made;
  const text = device.issueToken({ name: "admin", administrator: true });
  const token = device.findToken(text);
  if (!token) throw new Error("no token");
  device.lock(token);
  device.injectFault(fault);
  const ask = (method: string, path: string, signal?: AbortSignal) =>
    fetch(`${url}/rest/v1.2/${path}`, {
      method,
      headers: { accept: "application/xml", authorization: `Bearer ${text}` },
      ...(signal && { signal }),
    });
  return {
    ...made,
    ask,
    clock,
    poll: (signal?: AbortSignal) => ask("GET", "admin/asyncstatus", signal),
    save: (signal?: AbortSignal) => ask("PUT", "configuration/management?action=save", signal),
    isAccepted: () => device.asyncStatus().operationState !== undefined,
  };
}

const valid = (body: string) => xsdErrors("AsyncStatusResponse", body);
/** Lets pending promises settle. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

test.each([true, false])(
  "reset, accepted %s: the connection ends without a response",
  async (accepted) => {
    const { save, isAccepted } = await create({ fault: "reset", accepted });
    await expect(save()).rejects.toThrow(new TypeError("fetch failed"));
    expect(isAccepted()).toBe(accepted);
  },
);

test("late: the device gets the request after the delay, also if the client has given up", async () => {
  for (const givesUp of [false, true]) {
    const { save, isAccepted, clock } = await create({ fault: "late", delay: "40 s" });
    const controller = new AbortController();
    const response = save(controller.signal).catch((error) => error);
    await settled();
    if (givesUp) controller.abort();
    await settled();
    clock.advance(39_999);
    expect(isAccepted()).toBe(false);
    clock.advance(1);
    await settled();
    expect(isAccepted()).toBe(true);
    expect(await response).toMatchObject(givesUp ? { name: "AbortError" } : { status: 202 });
  }
});

test("resetInBody: the connection ends after the head and half of the body", async () => {
  const { poll } = await create({ fault: "resetInBody" });
  const response = await poll();
  expect(response.status).toBe(200);
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  expect(value?.length).toBe(Math.floor(Number(response.headers.get("content-length")) / 2));
  await expect(reader?.read()).rejects.toThrow(TypeError);
});

test("resetInBody of a response without a body is a reset after the request was handled", async () => {
  const { ask, device } = await create({ fault: "resetInBody" });
  await expect(ask("POST", "configuration/unlock")).rejects.toThrow(TypeError);
  expect(() => device.lock("ACLI")).not.toThrow();
});

test("truncated: the body ends in the middle of a complete response", async () => {
  const { poll } = await create({ fault: "truncated" });
  const cut = await (await poll()).text();
  const whole = await (await poll()).text();
  expect(whole.startsWith(cut) && cut.length < whole.length).toBe(true);
});

test("garbage: an HTML page that repeats request headers", async () => {
  const { poll } = await create({ fault: "garbage" });
  const response = await poll();
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch("text/html");
  expect(await response.text()).toMatch(
    /^<!DOCTYPE html>.*<p>authorization: Bearer [A-Za-z0-9+/]+=+<\/p>/,
  );
});

test.each([
  { contentType: undefined, want: "text/html" },
  { contentType: "application/json", want: "application/json" },
])("wrongType: the right body as $want", async ({ contentType, want }) => {
  const { poll } = await create({ fault: "wrongType", ...(contentType && { contentType }) });
  const response = await poll();
  expect(response.headers.get("content-type")).toBe(want);
  expect(valid(await response.text())).toEqual([]);
});

test.each([{}, { contentType: "text/plain", contentEncoding: "gzip" }])(
  "bytes: the given body, as %o",
  async (given) => {
    const { poll } = await create({ fault: "bytes", base64: "PGE+/wA=", ...given });
    const response = await poll();
    const { contentType = "application/xml", contentEncoding = null } = given;
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(contentType);
    expect(response.headers.get("content-encoding")).toBe(contentEncoding);
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0x3c, 0x61, 0x3e, 0xff, 0]);
  },
);

test.each([{ bytes: 5 }, { bytes: 1_000_000 }, {}])(
  "huge: a body of $bytes bytes",
  async (given) => {
    const { poll } = await create({ fault: "huge", ...given });
    const response = await poll();
    const { bytes = 16 * 1024 * 1024 } = given;
    expect(response.headers.get("content-length")).toBe(`${bytes}`);
    expect((await response.arrayBuffer()).byteLength).toBe(bytes);
  },
);

test.each([true, false])(
  "status, accepted %s: an error in the format of the device",
  async (accepted) => {
    const { save, isAccepted } = await create({
      fault: "status",
      status: 503,
      message: "Busy.\uD800",
      retryAfterSeconds: 7,
      accepted,
    });
    const response = await save();
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("7");
    const { messages } = decode("ErrorResponse", new Uint8Array(await response.arrayBuffer()));
    expect(messages).toEqual([{ errorMessage: "Busy.\\ud800" }]);
    expect(isAccepted()).toBe(accepted);
  },
);

test("unauthorized: a 401, although the token is valid", async () => {
  const { poll } = await create({ fault: "unauthorized" });
  const response = await poll();
  expect(response.status).toBe(401);
  expect(await response.text()).toContain("Client not authorized.");
  expect((await poll()).status).toBe(200);
});

test.each([true, false])("slow, accepted %s: the response is delayed", async (accepted) => {
  const { clock, isAccepted, save } = await create({ fault: "slow", delay: 3_000, accepted });
  let status = 0;
  const responded = save().then((response) => {
    status = response.status;
  });
  await settled();
  expect({ status, accepted: isAccepted() }).toEqual({ status: 0, accepted });
  clock.advance(2_999);
  await settled();
  expect(status).toBe(0);
  clock.advance(1);
  await responded;
  expect(status).toBe(202);
});

test.each<FaultRule>([{ fault: "hang" }, { fault: "slow", delay: 3_000 }])(
  "$fault: an abort rejects with its reason, and the device does not accept the request",
  async (fault) => {
    const { clock, isAccepted, save } = await create(fault);
    const abort = new AbortController();
    const asked = save(abort.signal);
    await settled();
    abort.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
    clock.advance(5_000);
    await settled();
    expect(isAccepted()).toBe(false);
  },
);

test("hang, accepted: the device accepts the request without a response", async () => {
  const { isAccepted, save } = await create({ fault: "hang", accepted: true });
  const signal = AbortSignal.timeout(50);
  await expect(save(signal)).rejects.toThrow("timeout");
  expect(isAccepted()).toBe(true);
});

test("reboot: the request is answered, and the system goes down", async () => {
  const { clock, poll, device } = await create({ fault: "reboot" });
  expect((await poll()).status).toBe(200);
  clock.advance(5_000);
  expect(device.isUp()).toBe(false);
  await expect(poll()).rejects.toThrow(TypeError);
});

test("switchover: the request is answered, and the roles change", async () => {
  const { clock, poll, device } = await create({ fault: "switchover" });
  expect((await poll()).status).toBe(200);
  clock.advance(3_000);
  expect(device.systemStatus().role).toBe("standby");
});

test("clockRate: the device's clock changes its rate", async () => {
  const { clock, poll, device } = await create({ fault: "clockRate", rate: 2 });
  clock.advance(10_000);
  await poll();
  clock.advance(10_000);
  expect(device.systemStatus().uptimeSeconds).toBe(30);
});

test("a fault applies only to its targets", async () => {
  const { poll, save } = await create({ fault: "reset", on: "save" });
  expect((await poll()).status).toBe(200);
  await expect(save()).rejects.toThrow(TypeError);
  expect((await save()).status).toBe(202);
});

test("a request outside the API gets only faults without targets", async () => {
  const named = await create({ fault: "garbage", on: ["getAsyncStatus", "reboot"] });
  expect((await named.ask("GET", "nothing")).status).toBe(404);
  const any = await create({ fault: "garbage" });
  expect((await any.ask("GET", "nothing")).status).toBe(200);
});

test("a system that is off gets and counts no faults", async () => {
  const { clock, device, poll } = await create({ fault: "garbage" });
  device.reboot();
  clock.advance(5_000);
  await expect(poll()).rejects.toThrow("fetch failed");
  clock.advance(60_000);
  expect((await poll()).status).toBe(200);
});
