import { expect, test } from "vitest";
import { createRestClient } from "../testing/rest-client.ts";

const put = "saveVerifyOrRestore";
const post = "activateOrBackUp";

test("serves a commit: token, lock, verify, save, activate and unlock", async () => {
  const { ask, clock, device, logIn } = createRestClient();
  device.edit();
  const token = await logIn();
  const status = async () =>
    (await ask("getAsyncStatus", { token })).body("AsyncStatusResponse").data.operationState;
  const versions = async () =>
    (await ask("getConfigurationVersions", { token })).body("ConfigurationVersionsResponse").data
      .configVersions;

  expect(await ask("lockConfiguration", { token })).toMatchObject({ status: 204 });
  for (const { id, operation, durationMs, currentVersion, runningVersion } of [
    { id: put, operation: "verify", durationMs: 1000, currentVersion: 1, runningVersion: 1 },
    { id: put, operation: "save", durationMs: 1000, currentVersion: 2, runningVersion: 1 },
    { id: post, operation: "activate", durationMs: 3000, currentVersion: 2, runningVersion: 2 },
  ] as const) {
    const before = await versions();
    const query = `action=${operation}`;
    expect(await ask(id, { query, token })).toMatchObject({ status: 202 });
    clock.advance(durationMs - 1);
    expect(await status()).toEqual({ operation, status: "inProgress" });
    expect(await versions()).toEqual(before);
    clock.advance(1);
    expect(await status()).toEqual({ operation, status: "success" });
    expect(await versions()).toEqual({ currentVersion, runningVersion });
  }
  expect(await ask("unlockConfiguration", { token })).toMatchObject({ status: 204 });
  const query = "action=save";
  expect(await ask(put, { query, token })).toMatchObject({
    status: 423,
    errorMessage: "User does not have the lock.",
  });
});

test("by default, save, verify and activate can be sent without waiting", async () => {
  const { ask, clock, device, logIn } = createRestClient();
  const token = await logIn();
  await ask("lockConfiguration", { token });
  device.edit({ text: "new realm" });
  const sent = [
    await ask(put, { token, query: "action=save" }),
    await ask(put, { token, query: "action=verify" }),
    await ask(post, { token, query: "action=activate" }),
  ];
  expect(sent.map(({ status }) => status)).toEqual([202, 202, 202]);
  clock.advance(60_000);
  expect(device.configurations().running).toEqual({ text: "new realm" });
  expect(device.asyncStatus().operationState).toEqual({ operation: "activate", status: "success" });
});
