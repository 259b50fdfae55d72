import { decode } from "@asyncstatus/model";
import { ManualClock } from "@asyncstatus/model/clock";
import { xsdErrors } from "@asyncstatus/model/xsd-errors";
import { expect, test } from "vitest";
import { createInMemoryDevice } from "../embed/create-in-memory-device.ts";
import type { FaultRule } from "./fault.ts";

/** A device in memory that something goes wrong with, and a client that has a token and the lock. */
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
    look: (signal?: AbortSignal) => ask("GET", "admin/asyncstatus", signal),
    save: (signal?: AbortSignal) => ask("PUT", "configuration/management?action=save", signal),
    isTaken: () => device.asyncStatus().operationState !== undefined,
  };
}

const valid = (body: string) => xsdErrors("AsyncStatusResponse", body);
/** Lets everything go on that can. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

test.each([true, false])(
  "reset, accepted %s: the connection ends without an answer",
  async (accepted) => {
    const { save, isTaken } = await create({ fault: "reset", accepted });
    await expect(save()).rejects.toThrow(new TypeError("fetch failed"));
    expect(isTaken()).toBe(accepted);
  },
);

test("resetInBody: the head arrives and the half of the body, and then the connection ends", async () => {
  const { look } = await create({ fault: "resetInBody" });
  const answer = await look();
  expect(answer.status).toBe(200);
  const reader = answer.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  expect(value?.length).toBe(Math.floor(Number(answer.headers.get("content-length")) / 2));
  await expect(reader?.read()).rejects.toThrow(TypeError);
});

test("resetInBody of an answer without a body is a reset, after it was taken", async () => {
  const { ask, device } = await create({ fault: "resetInBody" });
  await expect(ask("POST", "configuration/unlock")).rejects.toThrow(TypeError);
  expect(() => device.lock("ACLI")).not.toThrow();
});

test("truncated: the body ends in the middle, and nothing else tells", async () => {
  const { look } = await create({ fault: "truncated" });
  const cut = await (await look()).text();
  const whole = await (await look()).text();
  expect(whole.startsWith(cut) && cut.length < whole.length).toBe(true);
});

test("garbage: a page, which repeats what the client has sent", async () => {
  const { look } = await create({ fault: "garbage" });
  const answer = await look();
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toMatch("text/html");
  expect(await answer.text()).toMatch(
    /^<!DOCTYPE html>.*<p>authorization: Bearer [0-9a-f]{64}<\/p>/,
  );
});

test.each([
  { contentType: undefined, want: "text/html" },
  { contentType: "application/json", want: "application/json" },
])("wrongType: the right body as $want", async ({ contentType, want }) => {
  const { look } = await create({ fault: "wrongType", ...(contentType && { contentType }) });
  const answer = await look();
  expect(answer.headers.get("content-type")).toBe(want);
  expect(valid(await answer.text())).toEqual([]);
});

test.each([{}, { contentType: "text/plain", contentEncoding: "gzip" }])(
  "bytes: a body that is given, as %o",
  async (given) => {
    const { look } = await create({ fault: "bytes", base64: "PGE+/wA=", ...given });
    const answer = await look();
    const { contentType = "application/xml", contentEncoding = null } = given;
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe(contentType);
    expect(answer.headers.get("content-encoding")).toBe(contentEncoding);
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0x3c, 0x61, 0x3e, 0xff, 0]);
  },
);

test.each([{ bytes: 5 }, { bytes: 1_000_000 }, {}])(
  "huge: a body of $bytes bytes",
  async (given) => {
    const { look } = await create({ fault: "huge", ...given });
    const answer = await look();
    const { bytes = 16 * 1024 * 1024 } = given;
    expect(answer.headers.get("content-length")).toBe(`${bytes}`);
    expect((await answer.arrayBuffer()).byteLength).toBe(bytes);
  },
);

test.each([true, false])(
  "status, accepted %s: an error as the device writes them",
  async (accepted) => {
    const { save, isTaken } = await create({
      fault: "status",
      status: 503,
      message: "Busy.",
      retryAfterSeconds: 7,
      accepted,
    });
    const answer = await save();
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("7");
    const { messages } = decode("ErrorResponse", new Uint8Array(await answer.arrayBuffer()));
    expect(messages).toEqual([{ errorMessage: "Busy." }]);
    expect(isTaken()).toBe(accepted);
  },
);

test("unauthorized: 401 as if the token had ended, which it has not", async () => {
  const { look } = await create({ fault: "unauthorized" });
  const answer = await look();
  expect(answer.status).toBe(401);
  expect(await answer.text()).toContain("Client not authorized.");
  expect((await look()).status).toBe(200);
});

test.each([true, false])(
  "slow, accepted %s: the answer comes late, by the device's clock",
  async (accepted) => {
    const { clock, isTaken, save } = await create({ fault: "slow", delay: 3_000, accepted });
    let status = 0;
    const answered = save().then((answer) => {
      status = answer.status;
    });
    await settled();
    expect({ status, accepted: isTaken() }).toEqual({ status: 0, accepted });
    clock.advance(2_999);
    await settled();
    expect(status).toBe(0);
    clock.advance(1);
    await answered;
    expect(status).toBe(202);
  },
);

test.each<FaultRule>([{ fault: "hang" }, { fault: "slow", delay: 3_000 }])(
  "$fault: whoever aborts goes with the reason, and the device does not get the request",
  async (fault) => {
    const { clock, isTaken, save } = await create(fault);
    const abort = new AbortController();
    const asked = save(abort.signal);
    await settled();
    abort.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
    clock.advance(5_000);
    await settled();
    expect(isTaken()).toBe(false);
  },
);

test("hang, accepted: the device gets the request, and does not answer", async () => {
  const { isTaken, save } = await create({ fault: "hang", accepted: true });
  const signal = AbortSignal.timeout(50);
  await expect(save(signal)).rejects.toThrow("timeout");
  expect(isTaken()).toBe(true);
});

test("reboot: the request is answered, and the system is about to go off", async () => {
  const { clock, look, device } = await create({ fault: "reboot" });
  expect((await look()).status).toBe(200);
  clock.advance(5_000);
  expect(device.isUp()).toBe(false);
  await expect(look()).rejects.toThrow(TypeError);
});

test("switchover: the request is answered, and the roles are about to change", async () => {
  const { clock, look, device } = await create({ fault: "switchover" });
  expect((await look()).status).toBe(200);
  clock.advance(3_000);
  expect(device.systemStatus().role).toBe("standby");
});

test("clockRate: from the request on, the device's clock runs at another rate", async () => {
  const { clock, look, device } = await create({ fault: "clockRate", rate: 2 });
  clock.advance(10_000);
  await look();
  clock.advance(10_000);
  expect(device.systemStatus().uptimeSeconds).toBe(30);
});

test("only the requests that are meant are befallen", async () => {
  const { look, save } = await create({ fault: "reset", on: "save" });
  expect((await look()).status).toBe(200);
  await expect(save()).rejects.toThrow(TypeError);
  expect((await save()).status).toBe(202);
});

test("a request of nothing that there is can be befallen, but by no name", async () => {
  const named = await create({ fault: "garbage", on: ["getAsyncStatus", "reboot"] });
  expect((await named.ask("GET", "nothing")).status).toBe(404);
  const any = await create({ fault: "garbage" });
  expect((await any.ask("GET", "nothing")).status).toBe(200);
});

test("a system that is off is befallen by nothing, and counts nothing", async () => {
  const { clock, device, look } = await create({ fault: "garbage" });
  device.reboot();
  clock.advance(5_000);
  await expect(look()).rejects.toThrow("fetch failed");
  clock.advance(60_000);
  expect((await look()).status).toBe(200);
});
