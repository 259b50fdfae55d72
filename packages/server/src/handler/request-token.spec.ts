import { expect, test } from "vitest";
import { example } from "../testing/example.ts";
import {
  admin,
  basic,
  createRestClient,
  operator,
  type RequestOptions,
} from "../testing/rest-client.ts";

const tokenPattern = /^[A-Za-z0-9+/]+=+$/;
const form = "application/x-www-form-urlencoded";
const withBody = (body: string, contentType = form, user = admin): RequestOptions => ({
  headers: { authorization: basic(user), "content-type": contentType },
  body,
});

test("each login gets a token of its own; earlier tokens stay valid", async () => {
  const { ask, logIn } = createRestClient();
  const tokens = [await logIn(), await logIn()];
  expect(new Set(tokens).size).toBe(2);
  for (const token of tokens) {
    expect(await ask("getAsyncStatus", { token })).toMatchObject({ status: 200 });
  }
});

test("gives a token to a user who is not an administrator", async () => {
  const { logIn } = createRestClient();
  expect(await logIn(operator)).toMatch(tokenPattern);
});

test("treats an empty form as a login", async () => {
  const { ask } = createRestClient();
  expect(await ask("requestToken", withBody(""))).toMatchObject({ status: 200 });
});

test("a renewal keeps the lock and revokes the previous token", async () => {
  const { ask, logIn } = createRestClient();
  const token = await logIn();
  await ask("lockConfiguration", { token });
  const response = await ask("requestToken", withBody(`token=${encodeURIComponent(token)}`));
  const renewed = response.body("AccessTokenResponse").data.accessToken;
  expect(renewed).not.toBe(token);
  expect(await ask("getAsyncStatus", { token })).toMatchObject({ status: 401 });
  const query = "action=save";
  expect(await ask("saveVerifyOrRestore", { token: renewed, query })).toMatchObject({
    status: 202,
  });
});

test("a login in place of a renewal leaves the lock with the previous token", async () => {
  const { ask, logIn } = createRestClient();
  await ask("lockConfiguration", { token: await logIn() });
  const response = await ask("lockConfiguration", { token: await logIn() });
  expect(response).toMatchObject({ status: 423, errorMessage: "Resource locked by another user" });
});

test("the form field of the token can have another name", async () => {
  const { ask, logIn } = createRestClient({ assumptions: { tokenField: "accessToken" } });
  const token = await logIn();
  expect(await ask("requestToken", withBody(`token=${encodeURIComponent(token)}`))).toMatchObject({
    status: 400,
  });
  expect(
    await ask("requestToken", withBody(`accessToken=${encodeURIComponent(token)}`)),
  ).toMatchObject({
    status: 200,
  });
});

test("accepts the media type as the page of v1.0 spells it", async () => {
  const { ask, logIn } = createRestClient();
  const given = withBody(`token=${encodeURIComponent(await logIn())}`, "x-www-form-urlencoded");
  expect(await ask("requestToken", given)).toMatchObject({ status: 200 });
});

test.each([
  { name: "as it is", encode: (token: string) => token },
  { name: "encoded", encode: encodeURIComponent },
])("renews a token that is the whole body, $name", async ({ encode }) => {
  const { ask, logIn } = createRestClient({ assumptions: { tokenIn: "body" } });
  const token = await logIn();
  await ask("lockConfiguration", { token });
  const response = await ask("requestToken", withBody(encode(token)));
  const renewed = response.body("AccessTokenResponse").data.accessToken;
  expect(await ask("unlockConfiguration", { token: renewed })).toMatchObject({ status: 204 });
});

test("a form without the token in its place is a login, if it is ignored", async () => {
  for (const tokenIn of ["field", "body"] as const) {
    const { ask, logIn } = createRestClient({ assumptions: { tokenIn, unknownForm: "ignored" } });
    const token = await logIn();
    await ask("lockConfiguration", { token });
    const response = await ask("requestToken", withBody(`another=${encodeURIComponent(token)}`));
    const fresh = response.body("AccessTokenResponse").data.accessToken;
    expect(await ask("unlockConfiguration", { token: fresh })).toMatchObject({ status: 423 });
    expect(await ask("unlockConfiguration", { token })).toMatchObject({ status: 204 });
  }
});

test("no error repeats a token from the body, the query or the path", async () => {
  const { ask, logIn } = createRestClient();
  const token = await logIn();
  const encoded = encodeURIComponent(token);
  const responses = [
    await ask("requestToken", withBody(token)),
    await ask("requestToken", withBody(encoded)),
    await ask("getAsyncStatus", { token, query: encoded }),
    await ask("getAsyncStatus", { token, version: encoded }),
  ];
  expect(responses.map(({ status }) => status)).toEqual([400, 400, 400, 404]);
  for (const { text } of responses) {
    expect(text).not.toContain(token.slice(0, 40));
    expect(text).not.toContain(encoded.slice(0, 40));
  }
});

test("accepts parameters of the media type", async () => {
  const { ask, logIn } = createRestClient();
  const given = withBody(
    `token=${encodeURIComponent(await logIn())}`,
    `${form.toUpperCase()}; charset=UTF-8`,
  );
  expect(await ask("requestToken", given)).toMatchObject({ status: 200 });
});

test.each([
  { name: "unknown", renewal: () => "unknown", user: admin },
  { name: "empty", renewal: () => "", user: admin },
  { name: "another user's", renewal: (token: string) => token, user: operator },
])("answers the renewal of a token that is $name with 401", async ({ renewal, user }) => {
  const { ask, logIn } = createRestClient();
  const response = await ask(
    "requestToken",
    withBody(`token=${encodeURIComponent(renewal(await logIn()))}`, form, user),
  );
  expect(response.status).toBe(401);
  expect(response.text).toBe(example("error/unauthorized-401"));
});

test("answers the renewal of an expired token with 401", async () => {
  const { ask, clock, logIn } = createRestClient();
  const token = await logIn();
  clock.advance(600_000);
  expect(await ask("requestToken", withBody(`token=${encodeURIComponent(token)}`))).toMatchObject({
    status: 401,
  });
});

test("answers a renewal with a wrong password with 401 and keeps the token", async () => {
  const { ask, logIn } = createRestClient();
  const token = await logIn();
  const given = withBody(`token=${encodeURIComponent(token)}`, form, {
    ...admin,
    password: "wrong",
  });
  expect(await ask("requestToken", given)).toMatchObject({ status: 401 });
  expect(await ask("getAsyncStatus", { token })).toMatchObject({ status: 200 });
});

test.each([{ contentType: "text/plain" }, { contentType: "application/xml" }, { contentType: "" }])(
  "answers a body of the type '$contentType' with 415",
  async ({ contentType }) => {
    const { ask, logIn } = createRestClient();
    const response = await ask(
      "requestToken",
      withBody(`token=${encodeURIComponent(await logIn())}`, contentType),
    );
    expect(response.status).toBe(415);
    expect(response.text).toBe(example("error/unsupported-media-type-415"));
  },
);

test.each([
  { body: "x", want: "Unknown parameter: x" },
  { body: "access_token=a", want: "Unknown parameter: access_token" },
  { body: "token=a&token=b", want: "Repeated parameter: token" },
  { body: "token=a&more=b", want: "Unknown parameter: more" },
])("answers the form '$body' with 400", async ({ body, want }) => {
  const { ask } = createRestClient();
  expect(await ask("requestToken", withBody(body))).toMatchObject({
    status: 400,
    errorMessage: want,
  });
});

test("checks errors of a token request in a fixed order", async () => {
  const { ask } = createRestClient();
  const known = { authorization: basic(admin) };
  const steps: [RequestOptions, number][] = [
    [{ headers: { "content-type": "text/plain" }, query: "x=1", body: "x" }, 401],
    [{ headers: { ...known, "content-type": "text/plain" }, query: "x=1", body: "x" }, 415],
    [{ headers: { ...known, "content-type": form }, query: "x=1", body: "token=x" }, 400],
    [{ headers: { ...known, "content-type": form }, body: "token=x" }, 401],
    [{ headers: known }, 200],
  ];
  for (const [given, want] of steps) {
    expect(await ask("requestToken", given)).toMatchObject({ status: want });
  }
});
