import { expect, test } from "vitest";
import { example } from "../testing/example.ts";
import { createRestClient, origin } from "../testing/rest-client.ts";

test("shows no status before the first request", async () => {
  const { ask, logIn } = createRestClient();
  const response = await ask("getAsyncStatus", { token: await logIn() });
  expect(response.text).toBe(example("async-status/no-request-yet"));
});

test("shows an activate as the vendor's page does, byte for byte", async () => {
  const { ask, clock, device, logIn } = createRestClient();
  device.issue("activate", { by: "GUI" });
  const token = await logIn();
  expect((await ask("getAsyncStatus", { token })).text).toBe(
    example("async-status/activate-in-progress"),
  );
  clock.advance(3000);
  expect((await ask("getAsyncStatus", { token })).text).toBe(
    example("async-status/activate-success"),
  );
});

test("reports a failed request with 200 and its reason", async () => {
  const fail = "Verification found 2 errors & 1 warning.";
  const { ask, clock, device, logIn } = createRestClient({
    behavior: () => ({ durationMs: 1000, fail }),
  });
  device.issue("verify", { by: "ACLI" });
  clock.advance(1000);
  const response = await ask("getAsyncStatus", { token: await logIn() });
  expect(response.status).toBe(200);
  expect(response.text).toBe(example("async-status/verify-failed"));
});

test("reports further results of a request in additionalInfo", async () => {
  const additionalInfo = { elements: [{ name: "verifySummary", text: "1 <warning>" }] };
  const { ask, clock, device, logIn } = createRestClient({
    behavior: () => ({ durationMs: 0, additionalInfo }),
  });
  device.issue("verify", { by: "ACLI" });
  clock.advance(0);
  const response = await ask("getAsyncStatus", { token: await logIn() });
  expect(response.body("AsyncStatusResponse").data.additionalInfo).toEqual(additionalInfo);
});

test.each([
  { id: "saveVerifyOrRestore" as const, query: "action=verify", operation: "verify" },
  { id: "saveVerifyOrRestore" as const, query: "action=save", operation: "save" },
  {
    id: "saveVerifyOrRestore" as const,
    query: "action=restore&restoreSource=saved",
    operation: "restore",
  },
  { id: "activateOrBackUp" as const, query: "action=activate", operation: "activate" },
  {
    id: "activateOrBackUp" as const,
    query: "action=backup&backupSource=saved&filename=a",
    operation: "backup",
  },
])("accepts $query and links to its status", async (given) => {
  const { ask, logIn } = createRestClient();
  const token = await logIn();
  await ask("lockConfiguration", { token });
  const accepted = await ask(given.id, { query: given.query, token });
  expect(accepted.status).toBe(202);
  expect(accepted.body("AcceptedResponse").links).toEqual([
    `${origin}/rest/v1.2/admin/asyncstatus`,
  ]);
  const { data } = (await ask("getAsyncStatus", { token })).body("AsyncStatusResponse");
  expect(data).toEqual({
    operationState: { operation: given.operation, status: "inProgress" },
  });
});

test.each([
  { id: "saveVerifyOrRestore" as const, query: "action=activate" },
  { id: "saveVerifyOrRestore" as const, query: "action=backup&backupSource=saved&filename=a" },
  { id: "saveVerifyOrRestore" as const, query: "" },
  { id: "activateOrBackUp" as const, query: "action=save" },
  { id: "activateOrBackUp" as const, query: "action=backup&backupSource=saved&filename=a/b" },
  { id: "activateOrBackUp" as const, query: "" },
])("answers '$query' for $id with 400 and issues nothing", async ({ id, query }) => {
  const { ask, device, logIn } = createRestClient();
  const token = await logIn();
  await ask("lockConfiguration", { token });
  expect(await ask(id, { query, token })).toMatchObject({ status: 400 });
  expect(device.asyncStatus()).toEqual({});
});

test("refuses a second request during the first, or replaces the first", async () => {
  for (const { secondRequest, want, operation } of [
    { secondRequest: "refused" as const, want: 400, operation: "save" },
    { secondRequest: "replaces" as const, want: 202, operation: "activate" },
  ]) {
    const { ask, device, logIn } = createRestClient({ assumptions: { secondRequest } });
    const token = await logIn();
    await ask("lockConfiguration", { token });
    await ask("saveVerifyOrRestore", { query: "action=save", token });
    const second = await ask("activateOrBackUp", { query: "action=activate", token });
    expect(second.status).toBe(want);
    expect(device.asyncStatus().operationState?.operation).toBe(operation);
  }
});

test("acquires the lock, holds it against others and releases it", async () => {
  const { ask, device, logIn } = createRestClient();
  const [token, other] = [await logIn(), await logIn()];
  expect(await ask("lockConfiguration", { token })).toMatchObject({ status: 204 });
  expect(await ask("lockConfiguration", { token })).toMatchObject({ status: 204 });
  const refused = { status: 423, errorMessage: "Resource locked by another user" };
  expect(await ask("lockConfiguration", { token: other })).toMatchObject(refused);
  expect(await ask("unlockConfiguration", { token: other })).toMatchObject(refused);
  expect(await ask("unlockConfiguration", { token })).toMatchObject({ status: 204 });
  expect(() => device.lock("ACLI")).not.toThrow();
});

test("shows the versions of the saved and running configurations", async () => {
  const { ask, clock, device, logIn } = createRestClient();
  device.edit();
  device.issue("save", { by: "ACLI" });
  clock.advance(1000);
  const response = await ask("getConfigurationVersions", { token: await logIn() });
  expect(response.body("ConfigurationVersionsResponse").data).toEqual({
    configVersions: { currentVersion: 2, runningVersion: 1 },
  });
});

test("lists the supported versions", async () => {
  const { ask, logIn } = createRestClient();
  const response = await ask("getSupportedVersions", { token: await logIn() });
  expect(response.text).toBe(example("supported-versions/v1.2-and-older"));
});

test("shows the system status", async () => {
  const { ask, clock, logIn } = createRestClient({ hostName: "sbc-lab-1" });
  clock.advance(146_091_000);
  const response = await ask("getSystemStatus", { token: await logIn() });
  expect(response.text).toBe(example("system-status/standalone"));
});

test("a reboot takes the system down and invalidates all tokens", async () => {
  const { ask, clock, handle, logIn } = createRestClient();
  const token = await logIn();
  const response = await ask("reboot", { token });
  expect(response.status).toBe(202);
  expect(response.text).toBe(example("accepted/reboot"));
  clock.advance(4999);
  expect(await ask("getAsyncStatus", { token })).toMatchObject({ status: 200 });
  clock.advance(1);
  expect((await handle(new Request(origin))).type).toBe("error");
  clock.advance(60_000);
  expect(await ask("getAsyncStatus", { token })).toMatchObject({ status: 401 });
  const status = await ask("getSystemStatus", { token: await logIn() });
  expect(status.body("SystemStatusResponse").data.uptimeSeconds).toBe(0);
});

test("a switchover needs an HA pair and changes the role within five seconds", async () => {
  const alone = createRestClient();
  expect(await alone.ask("switchOver", { token: await alone.logIn() })).toMatchObject({
    status: 400,
  });
  const { ask, clock, logIn } = createRestClient({ peerName: "sbc-b" });
  const token = await logIn();
  const role = async () =>
    (await ask("getSystemStatus", { token })).body("SystemStatusResponse").data.role;
  expect(await ask("switchOver", { token })).toMatchObject({ status: 204 });
  expect(await role()).toBe("active");
  clock.advance(5000);
  expect(await role()).toBe("standby");
});
