import { expect, test } from "vitest";
import { example } from "../testing/example.ts";
import { createRestClient, origin } from "../testing/rest-client.ts";

test("before the first request, there is no status", async () => {
  const { ask, logIn } = createRestClient();
  const answer = await ask("getAsyncStatus", { token: await logIn() });
  expect(answer.text).toBe(example("async-status/no-request-yet"));
});

test("after an activate, the status is that of the vendor's page, byte for byte", async () => {
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

test("a failed request is reported with 200, and its reason", async () => {
  const fail = "Verification found 2 errors & 1 warning.";
  const { ask, clock, device, logIn } = createRestClient({
    behavior: () => ({ durationMs: 1000, fail }),
  });
  device.issue("verify", { by: "ACLI" });
  clock.advance(1000);
  const answer = await ask("getAsyncStatus", { token: await logIn() });
  expect(answer.status).toBe(200);
  expect(answer.text).toBe(example("async-status/verify-failed"));
});

test("what a request has to say beside its status is in additionalInfo", async () => {
  const additionalInfo = { elements: [{ name: "verifySummary", text: "1 <warning>" }] };
  const { ask, clock, device, logIn } = createRestClient({
    behavior: () => ({ durationMs: 0, additionalInfo }),
  });
  device.issue("verify", { by: "ACLI" });
  clock.advance(0);
  const answer = await ask("getAsyncStatus", { token: await logIn() });
  expect(answer.body("AsyncStatusResponse").data.additionalInfo).toEqual(additionalInfo);
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
])("$query is taken, its status is where the link says, under its name", async (given) => {
  const { ask, logIn } = createRestClient();
  const token = await logIn();
  await ask("lockConfiguration", { token });
  const taken = await ask(given.id, { query: given.query, token });
  expect(taken.status).toBe(202);
  expect(taken.body("AcceptedResponse").links).toEqual([`${origin}/rest/v1.2/admin/asyncstatus`]);
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
])("'$query' by the method of $id is 400, and nothing is issued", async ({ id, query }) => {
  const { ask, device, logIn } = createRestClient();
  const token = await logIn();
  await ask("lockConfiguration", { token });
  expect(await ask(id, { query, token })).toMatchObject({ status: 400 });
  expect(device.asyncStatus()).toEqual({});
});

test("a second request during the first is 400, or takes its place", async () => {
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

test("the lock is taken, held against others, and given up", async () => {
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

test("the versions are those of the saved and of the running configuration", async () => {
  const { ask, clock, device, logIn } = createRestClient();
  device.edit();
  device.issue("save", { by: "ACLI" });
  clock.advance(1000);
  const answer = await ask("getConfigurationVersions", { token: await logIn() });
  expect(answer.body("ConfigurationVersionsResponse").data).toEqual({
    configVersions: { currentVersion: 2, runningVersion: 1 },
  });
});

test("the supported versions are those that the paths have", async () => {
  const { ask, logIn } = createRestClient();
  const answer = await ask("getSupportedVersions", { token: await logIn() });
  expect(answer.text).toBe(example("supported-versions/v1.2-and-older"));
});

test("the system says how it is", async () => {
  const { ask, clock, logIn } = createRestClient({ hostName: "sbc-lab-1" });
  clock.advance(146_091_000);
  const answer = await ask("getSystemStatus", { token: await logIn() });
  expect(answer.text).toBe(example("system-status/standalone"));
});

test("a reboot is answered with a sentence, goes off, and comes back without its tokens", async () => {
  const { ask, clock, handle, logIn } = createRestClient();
  const token = await logIn();
  const answer = await ask("reboot", { token });
  expect(answer.status).toBe(202);
  expect(answer.text).toBe(example("accepted/reboot"));
  clock.advance(4999);
  expect(await ask("getAsyncStatus", { token })).toMatchObject({ status: 200 });
  clock.advance(1);
  expect((await handle(new Request(origin))).type).toBe("error");
  clock.advance(60_000);
  expect(await ask("getAsyncStatus", { token })).toMatchObject({ status: 401 });
  const status = await ask("getSystemStatus", { token: await logIn() });
  expect(status.body("SystemStatusResponse").data.uptimeSeconds).toBe(0);
});

test("a switchover is for a pair, and changes the role within five seconds", async () => {
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
