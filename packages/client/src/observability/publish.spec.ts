import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import type { DiagnosticsChannel } from "../diagnostics.ts";
import { TransportError } from "../errors/transport-error.ts";
import { executeRequests, virtualSbc } from "../testing/virtual-sbc.ts";
import { publisher } from "./publish.ts";

const names: readonly DiagnosticsChannel[] = [
  "asyncstatus:request:start",
  "asyncstatus:request:end",
  "asyncstatus:wait:start",
  "asyncstatus:wait:event",
  "asyncstatus:wait:end",
];

async function messagesOf(work: () => Promise<void>): Promise<[string, Record<string, unknown>][]> {
  const messages: [string, Record<string, unknown>][] = [];
  const listener = (message: unknown, name: string | symbol) =>
    messages.push([String(name), message as Record<string, unknown>]);
  for (const name of names) subscribe(name, listener);
  try {
    await work();
  } finally {
    for (const name of names) unsubscribe(name, listener);
  }
  return messages;
}

test("publishes the start and end of requests and waits, related by IDs", async () => {
  const messages = await messagesOf(async () => {
    const { sbc, device, clock } = await virtualSbc();
    executeRequests(device, clock, { takesMs: 1_000 });
    await sbc.lock();
    const verify = await sbc.verify();
    device.next.getAsyncStatus = [{ fails: "reset" }];
    await verify.wait();
  });
  const of = (name: DiagnosticsChannel) =>
    messages.flatMap(([channel, message]) => (channel === name ? [message] : []));
  expect(of("asyncstatus:wait:start")).toMatchObject([
    { operation: "verify", submission: "accepted" },
  ]);
  expect(of("asyncstatus:wait:end")).toMatchObject([{ outcome: { outcome: "succeeded" } }]);
  const [{ waitId } = { waitId: -1 }] = of("asyncstatus:wait:start");
  const polls = of("asyncstatus:request:start").filter((message) => message.waitId === waitId);
  expect(polls.map(({ operationId }) => operationId)).toEqual([
    "getAsyncStatus",
    "getSystemStatus",
    "getAsyncStatus",
    "getAsyncStatus",
    "getConfigurationVersions",
    "getSystemStatus",
  ]);
  expect(of("asyncstatus:wait:event")).toMatchObject([
    { waitId, event: { type: "poll-failed" } },
    { waitId, event: { type: "reconnected" } },
    { waitId, event: { type: "progress", operationState: { status: "inProgress" } } },
    { waitId, event: { type: "progress", operationState: { status: "success" } } },
  ]);
  const started = of("asyncstatus:request:start").map(({ requestId }) => requestId);
  expect(of("asyncstatus:request:end").map(({ requestId }) => requestId)).toEqual(started);
  expect(new Set(started).size).toBe(started.length);
});

test("publishes the status or the error code of a failed request", async () => {
  const messages = await messagesOf(async () => {
    const { sbc, device } = await virtualSbc();
    device.next.getAsyncStatus = [
      { fails: "reset" },
      { status: 500 },
      { status: 200, body: "<html/>" },
    ];
    for (const _ of [1, 2, 3]) await sbc.status().catch(() => undefined);
  });
  const ends = messages.filter(([name]) => name === "asyncstatus:request:end").slice(1);
  expect(ends.map(([, { status, errorCode }]) => [status, errorCode])).toEqual([
    [undefined, "reset"],
    [500, "unavailable"],
    [200, "undecodable"],
  ]);
});

test("publishes no secrets", async () => {
  const messages = await messagesOf(async () => {
    const { sbc, device, clock } = await virtualSbc();
    executeRequests(device, clock, { takesMs: 20 * 60_000 });
    await sbc.lock();
    await (await sbc.verify()).wait({ timeoutMs: 3_600_000 });
  });
  expect(JSON.stringify(messages)).not.toMatch(/secret-canary-in-the-mine|token-\d|Basic|Bearer/);
});

test("does not create a message without subscribers", () => {
  publisher()("asyncstatus:wait:end", () => {
    throw new Error("made");
  });
});

test("does not publish an aborted poll as a failed one", async () => {
  const messages = await messagesOf(async () => {
    const { sbc, device } = await virtualSbc();
    const activation = await sbc.activate();
    const abort = new AbortController();
    device.request = ({ method, url, signal }) =>
      new Promise((_, reject) => {
        const aborted = new TransportError({ code: "aborted", method, url, notSent: false });
        signal?.addEventListener("abort", () => reject(aborted));
        abort.abort();
      });
    await activation.wait({ signal: abort.signal });
    await setImmediate();
  });
  expect(messages.filter(([name]) => name === "asyncstatus:wait:event")).toEqual([]);
  expect(messages.at(-1)).toEqual(["asyncstatus:wait:end", { waitId: expect.any(Number) }]);
});

test("passes a connection's messages to its logger, and ignores what the logger throws", async () => {
  const logged: string[] = [];
  const { sbc, device, clock } = await virtualSbc({
    logger(channel, message) {
      if (channel === "asyncstatus:request:start") logged.push(`${message.method} ${message.url}`);
      throw new Error("full disk");
    },
  });
  const other = await virtualSbc();
  executeRequests(device, clock, { takesMs: 100 });
  await other.sbc.status();
  expect(await (await sbc.activate()).wait()).toMatchObject({ outcome: "succeeded" });
  const origin = "https://192.0.2.1/rest/v1.2";
  expect(logged.slice(0, 2)).toEqual([
    "POST https://192.0.2.1/rest/v1.2/auth/token",
    expect.any(String),
  ]);
  expect(logged.filter((line) => line.includes("/admin/asyncstatus")).length).toBeGreaterThan(1);
  expect(logged.every((line) => line.includes(origin))).toBe(true);
});
