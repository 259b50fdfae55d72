import { expect, test } from "vitest";
import { example } from "../testing/example.ts";
import { type Ask, admin, basic, createRestClient, operator } from "../testing/rest-client.ts";

const form = "application/x-www-form-urlencoded";
const withBody = (body: string, contentType = form, user = admin): Ask => ({
  headers: { authorization: basic(user), "content-type": contentType },
  body,
});

test("each login gets a token of its own, and the ones before stay valid", async () => {
  const { ask, logIn } = createRestClient();
  const tokens = [await logIn(), await logIn()];
  expect(new Set(tokens).size).toBe(2);
  for (const token of tokens) {
    expect(await ask("getAsyncStatus", { token })).toMatchObject({ status: 200 });
  }
});

test("a user who is not an administrator gets a token too", async () => {
  const { logIn } = createRestClient();
  expect(await logIn(operator)).toMatch(/^[0-9a-f]{64}$/);
});

test("an empty form is a login", async () => {
  const { ask } = createRestClient();
  expect(await ask("requestToken", withBody(""))).toMatchObject({ status: 200 });
});

test("a renewal takes the lock along, and ends the token before", async () => {
  const { ask, logIn } = createRestClient();
  const token = await logIn();
  await ask("lockConfiguration", { token });
  const answer = await ask("requestToken", withBody(`token=${token}`));
  const renewed = answer.body("AccessTokenResponse").data.accessToken;
  expect(renewed).not.toBe(token);
  expect(await ask("getAsyncStatus", { token })).toMatchObject({ status: 401 });
  const query = "action=save";
  expect(await ask("saveVerifyOrRestore", { token: renewed, query })).toMatchObject({
    status: 202,
  });
});

test("a login in place of a renewal leaves the lock with the token before", async () => {
  const { ask, logIn } = createRestClient();
  await ask("lockConfiguration", { token: await logIn() });
  const answer = await ask("lockConfiguration", { token: await logIn() });
  expect(answer).toMatchObject({ status: 423, errorMessage: "Resource locked by another user" });
});

test("the form field of the token can be called otherwise", async () => {
  const { ask, logIn } = createRestClient({ assumptions: { tokenField: "accessToken" } });
  const token = await logIn();
  expect(await ask("requestToken", withBody(`token=${token}`))).toMatchObject({ status: 400 });
  expect(await ask("requestToken", withBody(`accessToken=${token}`))).toMatchObject({
    status: 200,
  });
});

test("the media type of the form may have parameters", async () => {
  const { ask, logIn } = createRestClient();
  const asked = withBody(`token=${await logIn()}`, `${form.toUpperCase()}; charset=UTF-8`);
  expect(await ask("requestToken", asked)).toMatchObject({ status: 200 });
});

test.each([
  { name: "unknown", renewal: () => "unknown", user: admin },
  { name: "empty", renewal: () => "", user: admin },
  { name: "another user's", renewal: (token: string) => token, user: operator },
])("a renewal of a token that is $name is 401", async ({ renewal, user }) => {
  const { ask, logIn } = createRestClient();
  const answer = await ask("requestToken", withBody(`token=${renewal(await logIn())}`, form, user));
  expect(answer.status).toBe(401);
  expect(answer.text).toBe(example("error/unauthorized-401"));
});

test("a renewal of a token that has expired is 401", async () => {
  const { ask, clock, logIn } = createRestClient();
  const token = await logIn();
  clock.advance(600_000);
  expect(await ask("requestToken", withBody(`token=${token}`))).toMatchObject({ status: 401 });
});

test("a renewal with a wrong password is 401, and leaves the token as it was", async () => {
  const { ask, logIn } = createRestClient();
  const token = await logIn();
  const asked = withBody(`token=${token}`, form, { ...admin, password: "wrong" });
  expect(await ask("requestToken", asked)).toMatchObject({ status: 401 });
  expect(await ask("getAsyncStatus", { token })).toMatchObject({ status: 200 });
});

test.each([{ contentType: "text/plain" }, { contentType: "application/xml" }, { contentType: "" }])(
  "a body of the type '$contentType' is 415",
  async ({ contentType }) => {
    const { ask, logIn } = createRestClient();
    const answer = await ask("requestToken", withBody(`token=${await logIn()}`, contentType));
    expect(answer.status).toBe(415);
    expect(answer.text).toBe(example("error/unsupported-media-type-415"));
  },
);

test.each([
  { body: "x", want: "Unknown parameter: x" },
  { body: "access_token=a", want: "Unknown parameter: access_token" },
  { body: "token=a&token=b", want: "Repeated parameter: token" },
  { body: "token=a&more=b", want: "Unknown parameter: more" },
])("the form '$body' is 400", async ({ body, want }) => {
  const { ask } = createRestClient();
  expect(await ask("requestToken", withBody(body))).toMatchObject({
    status: 400,
    errorMessage: want,
  });
});

test("what is wrong with a request for a token is answered in a fixed order", async () => {
  const { ask } = createRestClient();
  const known = { authorization: basic(admin) };
  const steps: [Ask, number][] = [
    [{ headers: { "content-type": "text/plain" }, query: "x=1", body: "x" }, 401],
    [{ headers: { ...known, "content-type": "text/plain" }, query: "x=1", body: "x" }, 415],
    [{ headers: { ...known, "content-type": form }, query: "x=1", body: "token=x" }, 400],
    [{ headers: { ...known, "content-type": form }, body: "token=x" }, 401],
    [{ headers: known }, 200],
  ];
  for (const [asked, want] of steps) {
    expect(await ask("requestToken", asked)).toMatchObject({ status: want });
  }
});
