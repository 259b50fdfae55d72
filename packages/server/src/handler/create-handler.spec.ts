import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import { expect, test } from "vitest";
import { example } from "../testing/example.ts";
import {
  type Ask,
  admin,
  basic,
  createRestClient,
  operator,
  origin,
} from "../testing/rest-client.ts";

/** Every operation with a query that it accepts. */
const every = Object.entries<OperationDescriptor>(operations).map(([id, operation]) => ({
  // Object.entries forgets that the keys of a constant are known.
  id: id as OperationId,
  operation,
  query: { saveVerifyOrRestore: "action=save", activateOrBackUp: "action=activate" }[id] ?? "",
}));
const withToken = every.filter(({ operation }) => operation.security === "bearer");
const forEveryUser = ["getConfigurationVersions", "getSupportedVersions", "getSystemStatus"];

test.each(every.filter(({ operation }) => operation.path.includes("{version}")))(
  "$id in a version that is not supported is 404",
  async ({ id, query }) => {
    const { ask } = createRestClient();
    const answer = await ask(id, { version: "v9.9", query });
    expect(answer.status).toBe(404);
    expect(answer.text).toBe(example("error/unsupported-version-404"));
  },
);

test("the supported versions have no version in their path", async () => {
  const { handle } = createRestClient();
  const answer = await handle(new Request(`${origin}/rest/v1.2/api/supportedversions`));
  expect(answer.status).toBe(404);
});

test.each(every)("$id by another method is 405, with the methods that there are", async (given) => {
  const { ask } = createRestClient();
  const { id, operation } = given;
  const answer = await ask(id, { method: "DELETE" });
  expect(answer.status).toBe(405);
  expect(answer.headers.get("allow")?.split(", ")).toContain(operation.method);
  expect(answer.text).toBe(example("error/method-not-allowed-405"));
});

test.each(every)("$id that cannot be answered in XML is 406", async ({ id, query }) => {
  const { ask } = createRestClient();
  const answer = await ask(id, { query, headers: { accept: "application/json" } });
  expect(answer.status).toBe(406);
  expect(answer.text).toBe(example("error/not-acceptable-406"));
});

const unauthorized: { readonly name: string; readonly headers: Ask["headers"] }[] = [
  { name: "nothing", headers: {} },
  { name: "another scheme", headers: { authorization: "Digest abc" } },
  { name: "an unknown token", headers: { authorization: `Bearer ${"0".repeat(64)}` } },
  { name: "an empty token", headers: { authorization: "Bearer " } },
  { name: "a wrong password", headers: { authorization: basic({ ...admin, password: "x" }) } },
  { name: "an unknown user", headers: { authorization: basic({ ...admin, name: "x" }) } },
];

test.each(every.flatMap((given) => unauthorized.map((wrong) => ({ ...given, ...wrong }))))(
  "$id with $name is 401, and always the same",
  async ({ id, query, headers }) => {
    const { ask } = createRestClient();
    const answer = await ask(id, { query, headers: headers ?? {} });
    expect(answer.status).toBe(401);
    expect(answer.text).toBe(example("error/unauthorized-401"));
    const challenge = id === "requestToken" ? 'Basic realm="rest"' : "Bearer";
    expect(answer.headers.get("www-authenticate")).toBe(challenge);
  },
);

test.each(withToken)("$id with Basic credentials in place of a token is 401", async (given) => {
  const { ask } = createRestClient();
  const { id, query } = given;
  expect(await ask(id, { query, headers: { authorization: basic(admin) } })).toMatchObject({
    status: 401,
  });
});

test.each(withToken)("$id with a token that has expired is 401", async ({ id, query }) => {
  const { ask, clock, logIn } = createRestClient();
  const token = await logIn();
  clock.advance(600_000);
  expect(await ask(id, { query, token })).toMatchObject({ status: 401 });
});

test.each(withToken.filter(({ id }) => !forEveryUser.includes(id)))(
  "$id by a user who is not an administrator is 403",
  async ({ id, query }) => {
    const { ask, logIn } = createRestClient();
    const answer = await ask(id, { query, token: await logIn(operator) });
    expect(answer.status).toBe(403);
    expect(answer.text).toBe(example("error/forbidden-403"));
  },
);

test.each(withToken.filter(({ id }) => forEveryUser.includes(id)))(
  "$id is for every user",
  async ({ id }) => {
    const { ask, logIn } = createRestClient();
    expect(await ask(id, { token: await logIn(operator) })).toMatchObject({ status: 200 });
  },
);

test.each(every)("$id with a parameter that it does not know is 400", async ({ id, query }) => {
  const { ask, logIn } = createRestClient();
  const headers = id === "requestToken" ? { authorization: basic(admin) } : {};
  const token = id === "requestToken" ? {} : { token: await logIn() };
  const answer = await ask(id, { query: `${query}&more=1`, headers, ...token });
  expect(answer).toMatchObject({ status: 400, errorMessage: "Unknown parameter: more" });
});

test.each(withToken.filter(({ id }) => id !== "switchOver"))(
  "$id with a parameter that it does not know may be answered all the same",
  async ({ id, query }) => {
    const { ask, logIn } = createRestClient({ assumptions: { unknownParameter: "ignored" } });
    const token = await logIn();
    await ask("lockConfiguration", { token });
    expect((await ask(id, { query: `${query}&more=1`, token })).status).toBeLessThan(300);
  },
);

test.each(every.filter(({ operation }) => operation.requiresLock))(
  "$id without the lock is 423, in other words when another has it",
  async ({ id, query }) => {
    const { ask, device, logIn } = createRestClient();
    const token = await logIn();
    const nobody = await ask(id, { query, token });
    expect(nobody.status).toBe(423);
    expect(nobody.text).toBe(example("error/lock-not-held-423"));
    device.lock("ACLI");
    const another = await ask(id, { query, token });
    expect(another.status).toBe(423);
    expect(another.text).toBe(example("error/locked-by-another-user-423"));
    expect(device.asyncStatus()).toEqual({});
  },
);

test.each(every.filter(({ operation }) => operation.asynchronous))(
  "$id that the device cannot take for a reason of its own is 500, and its developer is told",
  async ({ id, query }) => {
    const mistake = new Error("a secret");
    const { ask, errors, logIn } = createRestClient({
      behavior: () => {
        throw mistake;
      },
    });
    const token = await logIn();
    await ask("lockConfiguration", { token });
    const answer = await ask(id, { query, token });
    expect(answer.status).toBe(500);
    expect(answer.text).toBe(example("error/internal-server-error-500"));
    expect(errors).toEqual([mistake]);
  },
);

test("of several things that are wrong, the first in a fixed order is answered", async () => {
  const { ask, device, logIn } = createRestClient();
  const token = await logIn();
  const asAdmin = { token };
  const asOperator = { token: await logIn(operator) };
  const accept = (type: string) => ({ headers: { accept: type } });
  const wrong = { query: "action=x" };
  const steps: [Ask, number][] = [
    [{ version: "v9", method: "DELETE", ...accept("text/html"), ...wrong }, 404],
    [{ method: "DELETE", ...accept("text/html"), ...wrong }, 405],
    [{ ...accept("text/html"), ...wrong }, 406],
    [{ ...wrong }, 401],
    [{ ...asOperator, ...wrong }, 403],
    [{ ...asAdmin, ...wrong }, 400],
    [{ ...asAdmin, query: "action=save&filename=a" }, 400],
    [{ ...asAdmin, query: "action=save" }, 423],
  ];
  for (const [asked, want] of steps) {
    expect(await ask("saveVerifyOrRestore", asked)).toMatchObject({ status: want });
  }
  device.issue("verify", { by: "ACLI" });
  expect(await ask("saveVerifyOrRestore", { ...asAdmin, query: "action=save" })).toMatchObject({
    status: 423,
  });
});

test("a device that is off gives no answer, not even that something is wrong", async () => {
  const { clock, device, handle } = createRestClient();
  const ask = (path: string) => handle(new Request(`${origin}${path}`));
  device.reboot();
  clock.advance(5000);
  for (const path of ["/rest/v1.2/admin/asyncstatus", "/nothing"]) {
    expect((await ask(path)).type).toBe("error");
  }
  clock.advance(60_000);
  expect(await ask("/rest/v1.2/admin/asyncstatus")).toMatchObject({ type: "default", status: 401 });
});

test("a device that goes off while it works on a request gives no answer", async () => {
  const { clock, device, handle } = createRestClient();
  device.reboot();
  clock.advance(4999);
  const answer = handle(
    new Request(`${origin}/rest/v1.2/auth/token`, {
      method: "POST",
      headers: { authorization: basic(admin) },
    }),
  );
  clock.advance(1);
  expect((await answer).type).toBe("error");
});
