import { VirtualClock } from "@asyncstatus/model/clock";
import { Secrets } from "@asyncstatus/model/text";
import { type UnusualBody, unusualBody } from "@asyncstatus/model/unusual";
import { expect, test } from "vitest";
import { DeviceError } from "../errors/device-error.ts";
import { ResponseError } from "../errors/response-error.ts";
import { publisher } from "../observability/publish.ts";
import { FakeDevice, type FakeResponse } from "../testing/fake-device.ts";
import { Api } from "./api.ts";
import { parseEndpoint } from "./endpoint.ts";

function apiWith(...responses: FakeResponse[]) {
  const transport = new FakeDevice(new VirtualClock());
  transport.next.getAsyncStatus = responses;
  const api = new Api({
    endpoint: parseEndpoint("192.0.2.1:8443"),
    version: "v1.2",
    transport,
    requestTimeoutMs: 1_000,
    now: () => 0,
    secrets: new Secrets(),
    publish: publisher(),
  });
  return { api, transport };
}

const authorization = "Bearer t";
const textOf = (name: UnusualBody) => new TextDecoder().decode(unusualBody(name));

test("sends a request as specified", async () => {
  const { api, transport } = apiWith();
  const query = {
    action: "backup",
    backupSource: "running",
    filename: "a&b c.gz",
    left: undefined,
  };
  await api.call("activateOrBackUp", { authorization, query });
  expect(transport.calls).toEqual([
    {
      id: "activateOrBackUp",
      url: new URL(
        "https://192.0.2.1:8443/rest/v1.2/configuration/management" +
          "?action=backup&backupSource=running&filename=a%26b+c.gz",
      ),
      query: { action: "backup", backupSource: "running", filename: "a&b c.gz" },
      authorization,
      body: undefined,
      at: 0,
    },
  ]);
});

test("parses a response only once while it stays the same", async () => {
  const { api } = apiWith();
  const read = () => api.call("getConfigurationVersions", { authorization });
  const first = await read();
  expect(await read()).toBe(first);
});

test("sends a form", async () => {
  const { api, transport } = apiWith();
  await api.call("requestToken", { authorization: "Basic x", form: { token: "a+b&c" } });
  expect(transport.calls[0]?.body).toBe("token=a%2Bb%26c");
});

test.for([
  [400, "bad-request"],
  [401, "unauthorized"],
  [403, "forbidden"],
  [404, "not-found"],
  [405, "refused"],
  [423, "locked"],
  [500, "unavailable"],
  [503, "unavailable"],
] as const)("throws DeviceError for status %i with code %s", async ([status, code]) => {
  const { api } = apiWith({ status, reason: "For a reason." });
  const error = await api.call("getAsyncStatus", { authorization }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(DeviceError);
  expect(error).toMatchObject({
    code,
    status,
    operationId: "getAsyncStatus",
    messages: [{ errorMessage: "For a reason." }],
    message: `GET https://192.0.2.1:8443/rest/v1.2/admin/asyncstatus returned ${status}: For a reason.`,
  });
});

test.for([
  ["a page of a proxy", 502, "<html>Bad Gateway</html>", "unavailable", []],
  ["a page of the device", 401, textOf("unauthorized-appweb.html"), "unauthorized", []],
  [
    "a message as text",
    401,
    textOf("message-as-text.xml"),
    "unauthorized",
    [{ errorMessage: "Client not authorized." }],
  ],
] as const)("throws DeviceError for %s", async ([, status, body, code, messages]) => {
  const { api } = apiWith({ status, body });
  const error = await api.call("getAsyncStatus", { authorization }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(DeviceError);
  expect(error).toMatchObject({ code, status, messages });
  expect(error.cause).toBeUndefined();
});

test.for([
  [
    "the response of a request",
    "saveVerifyOrRestore",
    202,
    "<response><data/><messages>OK</messages></response>",
  ],
  [
    "a token",
    "requestToken",
    200,
    "<response><data>a<accessToken>t</accessToken></data><links>b</links></response>",
  ],
  [
    "the versions",
    "getConfigurationVersions",
    200,
    "<response><data><configVersions>a<currentVersion>1</currentVersion><runningVersion>1</runningVersion></configVersions></data></response>",
  ],
] as const)("reads %s beside text that is not specified", async ([, id, status, body]) => {
  const { api, transport } = apiWith();
  transport.next[id] = [{ status, body }];
  await expect(api.call(id, { authorization })).resolves.toHaveProperty("data");
});

test("reads Retry-After in seconds, and ignores dates and other values", async () => {
  const wants = [
    ["7", 7_000],
    ["0", 0],
    ["Fri, 31 Dec 1999 23:59:59 GMT", undefined],
    ["-1", undefined],
  ] as const;
  for (const [value, retryAfterMs] of wants) {
    const { api } = apiWith({ status: 503, headers: { "retry-after": value } });
    const error = await api.call("getAsyncStatus", { authorization }).catch((thrown) => thrown);
    expect(error.retryAfterMs).toBe(retryAfterMs);
  }
});

test.for([
  ["a redirect", { status: 302, headers: { location: "https://192.0.2.9/" } }, "redirect"],
  ["another success", { status: 204 }, "unexpected-status"],
  ["a page", { status: 200, body: "<html/>" }, "undecodable"],
  ["half a body", { status: 200, body: "<response><data>" }, "undecodable"],
  ["an empty body", { status: 200, body: "" }, "undecodable"],
] as const)("throws ResponseError for %s", async ([, response, code]) => {
  const { api, transport } = apiWith(response);
  const error = await api.call("getAsyncStatus", { authorization }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ResponseError);
  expect(error).toMatchObject({ code, status: response.status });
  expect(transport.calls).toHaveLength(1);
});
