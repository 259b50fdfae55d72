import { type OperationName, type RestVersion, restVersions } from "@asyncstatus/model";
import { type OperationId, operations } from "@asyncstatus/model/operations";
import { expect, test } from "vitest";
import { example } from "../testing/example.ts";
import { admin, basic, createRestClient, operator, origin } from "../testing/rest-client.ts";
import { validRequest } from "../testing/valid-request.ts";

// Object.keys forgets that the keys of a constant are known.
const ids = Object.keys(operations) as OperationId[];
const versioned = ids.filter((id) => operations[id].path.includes("{version}"));
const inEveryVersion = restVersions.flatMap((version) => versioned.map((id) => ({ version, id })));

// `ask` validates each body against the XSD of the requested version.
test.each(inEveryVersion)("every response of $id in $version is valid there", async (given) => {
  const { version, id } = given;
  const options = { version, ...validRequest(id) };
  const behavior = () => {
    throw new Error("No.");
  };
  const { ask, logIn } = createRestClient({ peerName: "sbc-b" });
  const broken = createRestClient({ behavior });
  const basicOnly = { headers: { authorization: basic(admin) } };
  const known = id === "requestToken" ? basicOnly : { token: await logIn() };

  expect((await ask(id, options)).status).toBe(401);
  expect((await ask(id, { ...options, method: "PATCH" })).status).toBe(405);
  expect((await ask(id, { ...options, headers: { accept: "text/html" } })).status).toBe(406);
  expect((await ask(id, { ...options, ...known, query: "more=1" })).status).toBe(400);
  if (operations[id].requiresLock) {
    expect((await ask(id, { ...options, ...known })).status).toBe(423);
    await ask("lockConfiguration", { version, ...known });
  }
  if (operations[id].asynchronous) {
    const token = await broken.logIn();
    await broken.ask("lockConfiguration", { version, token });
    expect((await broken.ask(id, { ...options, token })).status).toBe(500);
  }
  expect((await ask(id, { ...options, ...known })).status).toBeLessThan(300);
  const asOperator = await ask(id, { ...options, token: await logIn(operator) });
  if (id !== "requestToken") expect([200, 403]).toContain(asOperator.status);
});

test("an error item is an object in v1.0", async () => {
  const { ask, logIn } = createRestClient();
  const version = "v1.0";
  const token = await logIn();
  const options = { version, query: "action=save" };
  expect((await ask("saveVerifyOrRestore", options)).text).toBe(
    example("v1.0/error/unauthorized-401"),
  );
  expect((await ask("saveVerifyOrRestore", { ...options, token })).text).toBe(
    example("v1.0/error/lock-not-held-423"),
  );
});

test.each(["v1.1", "v1.2"])("error items of %s can be bare, as in v1.0", async (version) => {
  const { ask } = createRestClient({ assumptions: { errorItems: "bare" } });
  const response = await ask("getAsyncStatus", { version });
  expect(response.text).toBe(example("v1.0/error/unauthorized-401"));
});

test.each(restVersions)("the link of a 202 is in %s if the request was", async (version) => {
  const { ask, logIn } = createRestClient();
  const token = await logIn();
  await ask("lockConfiguration", { version, token });
  const accepted = await ask("saveVerifyOrRestore", { version, query: "action=verify", token });
  const want = `${origin}/rest/${version}/admin/asyncstatus`;
  expect(accepted.body("AcceptedResponse").links).toEqual([want]);
});

test("a token and a lock of one version are valid in the others", async () => {
  const { ask } = createRestClient();
  const login = { version: "v1.0", headers: { authorization: basic(admin) } };
  const token = (await ask("requestToken", login)).body("AccessTokenResponse").data.accessToken;
  expect(await ask("lockConfiguration", { version: "v1.1", token })).toMatchObject({ status: 204 });
  const query = "action=activate";
  const accepted = await ask("activateOrBackUp", { version: "v1.2", query, token });
  expect(accepted.status).toBe(202);
});

test.each([
  { query: "action=backup&backupSource=saved&filename=a", want: "Unknown parameter: backupSource" },
  { query: "action=activate&filename=a", want: "Unknown parameter: filename" },
  { query: "action=backup", want: "Invalid parameter: action must be one of activate" },
])("v1.0 has no backup: answers '$query' with 400", async ({ query, want }) => {
  const { ask, logIn } = createRestClient();
  const token = await logIn();
  await ask("lockConfiguration", { token });
  expect(await ask("activateOrBackUp", { version: "v1.0", query, token })).toMatchObject({
    status: 400,
    errorMessage: want,
  });
  expect(await ask("activateOrBackUp", { version: "v1.1", query, token })).not.toMatchObject({
    errorMessage: want,
  });
});

test.each<{ backupInV1_0: "blank" | "previous"; want: OperationName | undefined }>([
  { backupInV1_0: "blank", want: undefined },
  { backupInV1_0: "previous", want: "save" },
])("shows a backup in v1.0 as $backupInV1_0", async ({ backupInV1_0, want }) => {
  const { ask, clock, device, logIn } = createRestClient({ assumptions: { backupInV1_0 } });
  const token = await logIn();
  const seenIn = async (version: RestVersion) =>
    (await ask("getAsyncStatus", { version, token })).body("AsyncStatusResponse").data
      .operationState?.operation;
  const issueBackup = (filename: string) =>
    device.issue({ operation: "backup", backupSource: "saved", filename }, { by: "GUI" });
  issueBackup("a");
  expect([await seenIn("v1.0"), await seenIn("v1.1")]).toEqual([undefined, "backup"]);
  clock.advance(1000);
  device.issue("save", { by: "ACLI" });
  clock.advance(1000);
  expect([await seenIn("v1.0"), await seenIn("v1.2")]).toEqual(["save", "save"]);
  issueBackup("b");
  expect([await seenIn("v1.0"), await seenIn("v1.2")]).toEqual([want, "backup"]);
});

test("shows the summary of a verify in every version", async () => {
  const lists = [
    { object: "sip-interface", field: "realm-id" },
    { object: "session-agent", field: "local-response-map" },
  ];
  const { ask, clock, device, logIn } = createRestClient({ requests: [{ takes: 0, lists }] });
  device.issue("verify", { by: "ACLI" });
  clock.advance(0);
  const token = await logIn();
  for (const version of restVersions) {
    const response = await ask("getAsyncStatus", { version, token });
    expect(response.text).toBe(example("v1.0/async-status/verify-summary"));
  }
});

test.each<{ versions: RestVersion[]; latestVersion: string; otherVersions: string[] }>([
  { versions: ["v1.0"], latestVersion: "v1.0", otherVersions: [] },
  { versions: ["v1.0", "v1.1"], latestVersion: "v1.1", otherVersions: ["v1.0"] },
])("a device that serves $versions answers others with 404 and lists its own", async (given) => {
  const { versions, ...supportedVersions } = given;
  const { ask, logIn } = createRestClient({ versions });
  const token = await logIn();
  const refused = await ask("getAsyncStatus", { version: "v1.2", token });
  expect(refused).toMatchObject({ status: 404, errorMessage: "Unsupported version: v1.2" });
  const response = await ask("getSupportedVersions", { token });
  expect(response.body("SupportedVersionsResponse").data).toEqual({ supportedVersions });
});
