import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import { expect, test } from "vitest";
import { example } from "../testing/example.ts";
import {
  admin,
  basic,
  createRestClient,
  operator,
  origin,
  type RequestOptions,
} from "../testing/rest-client.ts";
import { validRequest } from "../testing/valid-request.ts";

/** Every operation with a valid request. */
const every = Object.entries<OperationDescriptor>(operations).map(([id, operation]) => ({
  // Object.entries forgets that the keys of a constant are known.
  id: id as OperationId,
  operation,
  request: validRequest(id as OperationId),
}));
const withToken = every.filter(({ operation }) => operation.security === "bearer");
const withoutKeys = (given: (typeof every)[number]) => !given.operation.keyAttributes;

test.each(every.filter(({ operation }) => operation.path.includes("{version}")))(
  "answers $id in an unsupported version with 404",
  async ({ id, request }) => {
    const { ask } = createRestClient();
    const response = await ask(id, { version: "v9.9", ...request });
    expect(response.status).toBe(404);
    expect(response.text).toBe(example("error/unsupported-version-404"));
  },
);

test.each(["/", "/rest", "/index.html"])("answers %s with an HTML page and 404", async (path) => {
  const { handle } = createRestClient();
  const response = await handle(new Request(`${origin}${path}`));
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("text/html");
  expect(await response.text()).toMatch(/^<!DOCTYPE html>.*404 -- Not Found/);
});

test("serves the supported versions without a version in the path", async () => {
  const { handle } = createRestClient();
  const response = await handle(new Request(`${origin}/rest/v1.2/api/supportedversions`));
  expect(response.status).toBe(404);
});

test.each(every)(
  "answers $id by another method with 405 and the allowed methods",
  async (given) => {
    const { ask } = createRestClient();
    const { id, operation } = given;
    const response = await ask(id, { method: "PATCH" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")?.split(", ")).toContain(operation.method);
    expect(response.text).toBe(example("error/method-not-allowed-405"));
  },
);

test.each(every)(
  "answers $id with 406 if the client does not accept XML",
  async ({ id, request }) => {
    const { ask } = createRestClient();
    const response = await ask(id, { ...request, headers: { accept: "application/json" } });
    expect(response.status).toBe(406);
    expect(response.text).toBe(example("error/not-acceptable-406"));
  },
);

const unauthorized: { readonly name: string; readonly headers: RequestOptions["headers"] }[] = [
  { name: "nothing", headers: {} },
  { name: "another scheme", headers: { authorization: "Digest abc" } },
  { name: "an unknown token", headers: { authorization: `Bearer ${"0".repeat(64)}` } },
  { name: "an empty token", headers: { authorization: "Bearer " } },
  { name: "a wrong password", headers: { authorization: basic({ ...admin, password: "x" }) } },
  { name: "an unknown user", headers: { authorization: basic({ ...admin, name: "x" }) } },
];

test.each(every.flatMap((given) => unauthorized.map((wrong) => ({ ...given, ...wrong }))))(
  "answers $id with $name with the same 401",
  async ({ id, request, headers }) => {
    const { ask } = createRestClient();
    const response = await ask(id, { ...request, headers: headers ?? {} });
    expect(response.status).toBe(401);
    expect(response.text).toBe(example("error/unauthorized-401"));
    const challenge = id === "requestToken" ? 'Basic realm="rest"' : "Bearer";
    expect(response.headers.get("www-authenticate")).toBe(challenge);
  },
);

test.each(withToken)(
  "answers $id with Basic credentials in place of a token with 401",
  async (given) => {
    const { ask } = createRestClient();
    const { id, request } = given;
    expect(await ask(id, { ...request, headers: { authorization: basic(admin) } })).toMatchObject({
      status: 401,
    });
  },
);

test.each(withToken)("answers $id with an expired token with 401", async ({ id, request }) => {
  const { ask, clock, logIn } = createRestClient();
  const token = await logIn();
  clock.advance(600_000);
  expect(await ask(id, { ...request, token })).toMatchObject({ status: 401 });
});

test.each(withToken.filter(({ operation }) => operation.requiresAdministrator))(
  "answers $id by a user who is not an administrator with 403",
  async ({ id, request }) => {
    const { ask, logIn } = createRestClient();
    const response = await ask(id, { ...request, token: await logIn(operator) });
    expect(response.status).toBe(403);
    expect(response.text).toBe(example("error/forbidden-403"));
  },
);

test.each(withToken.filter(({ operation }) => !operation.requiresAdministrator))(
  "allows $id to every user",
  async ({ id, request }) => {
    const { ask, logIn } = createRestClient();
    expect(await ask(id, { ...request, token: await logIn(operator) })).toMatchObject({
      status: 200,
    });
  },
);

test.each(every.filter(withoutKeys))(
  "answers $id with an unknown parameter with 400",
  async ({ id, request }) => {
    const { ask, logIn } = createRestClient();
    const known =
      id === "requestToken"
        ? { headers: { authorization: basic(admin) } }
        : { token: await logIn() };
    const response = await ask(id, { ...request, query: `${request.query}&more=1`, ...known });
    expect(response).toMatchObject({ status: 400, errorMessage: "Unknown parameter: more" });
  },
);

test.each(withToken.filter(withoutKeys).filter(({ id }) => id !== "switchOver"))(
  "can ignore an unknown parameter of $id",
  async ({ id, request }) => {
    const { ask, logIn } = createRestClient({ assumptions: { unknownParameter: "ignored" } });
    const token = await logIn();
    await ask("lockConfiguration", { token });
    const response = await ask(id, { ...request, query: `${request.query}&more=1`, token });
    expect(response.status).toBeLessThan(300);
  },
);

// Controls, noncharacters, and an unpaired surrogate in UTF-8.
const notInXml = ["%00", "%04", "%1B", "%EF%BF%BE", "%EF%BF%BF", "%ED%A0%80"];

test.each(withToken.flatMap((given) => notInXml.map((text) => ({ ...given, text }))))(
  "answers $id with the parameter $text with 400 and a valid document",
  async ({ id, operation, request, text }) => {
    const { ask, errors, logIn } = createRestClient();
    const token = await logIn();
    await ask("lockConfiguration", { token });
    const names = operation.query.map(({ name }) => name);
    for (const query of [
      ...names.map((name) => `${name}=${text}`),
      ...names.map((name) => `${request.query}&${name}=${text}`),
      `${request.query}&${text}=1`,
    ]) {
      const { status } = await ask(id, { ...request, query, token });
      // The metadata of an unknown element type are a 404.
      expect([400, 404], query).toContain(status);
    }
    expect(errors).toEqual([]);
  },
);

test.each([
  { query: "elementType=a%04b", message: "unknown element type a\\u0004b" },
  { query: "elementType=%EF%BF%BF", message: "unknown element type \\uffff" },
  { query: "elementType=host-route&%1B=1", message: "unknown attribute \\u001b of host-route" },
])("quotes characters that XML does not allow as escapes: $query", async ({ query, message }) => {
  const { ask, logIn } = createRestClient();
  const token = await logIn();
  await ask("lockConfiguration", { token });
  for (const id of ["getConfigElements", "deleteConfigElement"] as const) {
    expect(await ask(id, { query, token })).toMatchObject({
      status: 400,
      errorMessage: `Invalid configuration element: ${message}`,
    });
  }
});

test.each([
  "<a\u0004/>",
  "<configElement><elementType>&#4;</elementType></configElement>",
  "<configElement><elementType>a</elementType><\uFFFE/></configElement>",
  "<configElement\uFFFF/>",
  "\0",
])("answers the body %j with 400 and a valid document", async (body) => {
  const { ask, errors, logIn } = createRestClient();
  const token = await logIn();
  const headers = { "content-type": "application/xml" };
  const response = await ask("addConfigElement", { token, body, headers });
  expect(response).toMatchObject({ status: 400 });
  expect(errors).toEqual([]);
});

test("shows the reason of a failure with escapes for characters that XML does not allow", async () => {
  const { ask, clock, device, logIn } = createRestClient({
    behavior: () => ({ durationMs: 0, fail: "a\u0004b\uD800" }),
  });
  device.issue("verify", { by: "ACLI" });
  clock.advance(0);
  const status = await ask("getAsyncStatus", { token: await logIn() });
  expect(status.body("AsyncStatusResponse").data.operationState).toMatchObject({
    errorMessage: "a\\u0004b\\ud800",
  });
});

test.each(every.filter(({ operation }) => operation.requiresLock))(
  "answers $id without the lock with 423, and another message if another user holds it",
  async ({ id, request }) => {
    const { ask, device, logIn } = createRestClient();
    const token = await logIn();
    const unlocked = await ask(id, { ...request, token });
    expect(unlocked.status).toBe(423);
    expect(unlocked.text).toBe(example("error/lock-not-held-423"));
    device.lock("ACLI");
    const locked = await ask(id, { ...request, token });
    expect(locked.status).toBe(423);
    expect(locked.text).toBe(example("error/locked-by-another-user-423"));
    expect(device.asyncStatus()).toEqual({});
  },
);

test.each(every.filter(({ operation }) => operation.asynchronous))(
  "answers $id with 500 and calls onError if the behavior throws",
  async ({ id, request }) => {
    const mistake = new Error("a secret");
    const { ask, errors, logIn } = createRestClient({
      behavior: () => {
        throw mistake;
      },
    });
    const token = await logIn();
    await ask("lockConfiguration", { token });
    const response = await ask(id, { ...request, token });
    expect(response.status).toBe(500);
    expect(response.text).toBe(example("error/internal-server-error-500"));
    expect(errors).toEqual([mistake]);
  },
);

test("checks errors in a fixed order", async () => {
  const { ask, device, logIn } = createRestClient();
  const token = await logIn();
  const asAdmin = { token };
  const asOperator = { token: await logIn(operator) };
  const accept = (type: string) => ({ headers: { accept: type } });
  const wrong = { query: "action=x" };
  const steps: [RequestOptions, number][] = [
    [{ version: "v9", method: "DELETE", ...accept("text/html"), ...wrong }, 404],
    [{ method: "DELETE", ...accept("text/html"), ...wrong }, 405],
    [{ ...accept("text/html"), ...wrong }, 406],
    [{ ...wrong }, 401],
    [{ ...asOperator, ...wrong }, 403],
    [{ ...asAdmin, ...wrong }, 400],
    [{ ...asAdmin, query: "action=save&filename=a" }, 400],
    [{ ...asAdmin, query: "action=save" }, 423],
  ];
  for (const [options, want] of steps) {
    expect(await ask("saveVerifyOrRestore", options)).toMatchObject({ status: want });
  }
  device.issue("verify", { by: "ACLI" });
  expect(await ask("saveVerifyOrRestore", { ...asAdmin, query: "action=save" })).toMatchObject({
    status: 423,
  });
});

test("responds with a network error while the device is off", async () => {
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

test("responds with a network error if the device goes off during a request", async () => {
  const { clock, device, handle } = createRestClient();
  device.reboot();
  clock.advance(4999);
  const response = handle(
    new Request(`${origin}/rest/v1.2/auth/token`, {
      method: "POST",
      headers: { authorization: basic(admin) },
    }),
  );
  clock.advance(1);
  expect((await response).type).toBe("error");
});
