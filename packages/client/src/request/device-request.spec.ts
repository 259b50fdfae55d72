import { expect, test } from "vitest";
import { DeviceError } from "../errors/device-error.ts";
import { OptionError } from "../errors/option-error.ts";
import { ResponseError } from "../errors/response-error.ts";
import { virtualSbc } from "../testing/virtual-sbc.ts";
import type { TransportRequest, TransportResponse } from "../transport/transport.ts";
import type { DeviceRequest } from "./device-request.ts";

/** A client whose device responds to unspecified requests with `response`. */
async function sbcWith(response: Partial<TransportResponse> = {}) {
  const made = await virtualSbc();
  const { device } = made;
  const requests: TransportRequest[] = [];
  const known = device.request.bind(device);
  device.request = async (request) => {
    if (!request.url.pathname.includes("/statistics")) return known(request);
    requests.push(request);
    return { status: 200, headers: {}, body: new TextEncoder().encode("<ok/>"), ...response };
  };
  return { ...made, requests };
}

const error = (response: Promise<unknown>) => response.catch((thrown: unknown) => thrown);

test("sends any request under the version and the token of the session", async () => {
  const { sbc, requests } = await sbcWith();
  const response = await sbc.request({
    method: "PUT",
    path: "statistics/reset",
    query: { kind: ["a", "b"], left: undefined },
    body: "<reset/>",
  });
  expect(response).toMatchObject({ status: 200, text: "<ok/>" });
  expect(requests).toMatchObject([
    {
      method: "PUT",
      url: new URL("https://192.0.2.1/rest/v1.2/statistics/reset?kind=a&kind=b"),
      headers: { authorization: "Bearer token-1", "content-type": "application/xml" },
      body: "<reset/>",
    },
  ]);
});

test.for([
  "",
  "/rest/v1.2/statistics",
  "https://192.0.2.9/",
  "//192.0.2.9/",
  "../../auth",
  "a/../../b",
  "./a",
  "a/%2e%2e/b",
  "a//b",
  "a?b=c",
  "a#b",
  "a\\..\\b",
  "a b",
])("refuses the path '%s' before anything is sent", async (path) => {
  const { sbc, device } = await virtualSbc();
  const sent = device.calls.length;
  expect(await error(sbc.request({ path }))).toMatchObject({ option: "path" });
  expect(device.calls).toHaveLength(sent);
});

test.for<DeviceRequest>([
  { method: "POST", path: "auth/token" },
  { method: "POST", path: "configuration/lock" },
  { method: "POST", path: "configuration/unlock" },
  { method: "PUT", path: "configuration/management", query: { action: "save" } },
  { method: "POST", path: "configuration/management", query: { action: "activate" } },
])("refuses $method $path, which has a method of its own", async (request) => {
  const { sbc, device } = await virtualSbc();
  const sent = device.calls.length;
  const thrown = await error(sbc.request(request));
  expect(thrown).toBeInstanceOf(OptionError);
  expect(thrown).toMatchObject({ message: expect.stringMatching(/use \w+/) });
  expect(device.calls).toHaveLength(sent);
});

test("throws DeviceError for a refusal, without an operationId if it is not of the specification", async () => {
  const { sbc } = await sbcWith({ status: 404 });
  const thrown = await error(sbc.request({ path: "statistics" }));
  expect(thrown).toBeInstanceOf(DeviceError);
  expect(thrown).toMatchObject({
    code: "not-found",
    operationId: undefined,
    message: "GET https://192.0.2.1/rest/v1.2/statistics returned 404",
  });
});

test("names the operation of a request of the specification", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.getConfigElements = [{ status: 403 }];
  const request = { path: "configuration/configElements", query: { elementType: "a" } };
  expect(await error(sbc.request(request))).toMatchObject({ operationId: "getConfigElements" });
});

test("does not follow a redirect", async () => {
  const { sbc, requests } = await sbcWith({ status: 302, headers: { location: "https://a/" } });
  const thrown = await error(sbc.request({ path: "statistics" }));
  expect(thrown).toBeInstanceOf(ResponseError);
  expect(thrown).toMatchObject({ code: "redirect" });
  expect(requests).toHaveLength(1);
});

test("hides the token in errors", async () => {
  const body = new TextEncoder().encode(
    "<response><messages><message><errorMessage>token-1</errorMessage></message></messages></response>",
  );
  const { sbc } = await sbcWith({ status: 400, body });
  await expect(sbc.request({ path: "statistics" })).rejects.toThrow("returned 400: (token)");
});

test.for([
  ["GET", 2],
  ["DELETE", 1],
] as const)("sends a %s %i times if the token is refused", async ([method, times]) => {
  const { sbc, requests } = await sbcWith({ status: 401 });
  expect(await error(sbc.request({ method, path: "statistics" }))).toMatchObject({
    code: "unauthorized",
  });
  expect(requests).toHaveLength(times);
});
