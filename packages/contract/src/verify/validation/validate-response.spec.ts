import { restVersions, type TransportResponse } from "@asyncstatus/client";
import { encode } from "@asyncstatus/model";
import { expect, test } from "vitest";
import type { ExpectedResponse } from "./expected-response.ts";
import { validateResponse } from "./validate-response.ts";

const asyncStatus: ExpectedResponse = {
  version: "v1.2",
  operationId: "getAsyncStatus",
  status: 200,
};
const lock: ExpectedResponse = { version: "v1.2", operationId: "lockConfiguration", status: 204 };
const status = encode("AsyncStatusResponse", { data: {}, messages: [], links: [] });
const messages = [{ errorMessage: "No." }];

function response(code: number, body: string, mediaType = "application/xml"): TransportResponse {
  const headers = mediaType === "" ? {} : { "content-type": mediaType };
  return { status: code, headers, body: new TextEncoder().encode(body) };
}

test.for(["application/xml", "application/xml; charset=utf-8", "Application/XML"])(
  "accepts the media type %s",
  (mediaType) => {
    expect(validateResponse(asyncStatus, response(200, status, mediaType))).toEqual([]);
  },
);

test("needs no media type without a body", () => {
  expect(validateResponse(lock, response(204, "", ""))).toEqual([]);
});

test.for<[given: ExpectedResponse, actual: TransportResponse, want: object[]]>([
  [asyncStatus, response(200, status, "text/xml"), [{ rule: "media-type", actual: "text/xml" }]],
  [asyncStatus, response(200, status, ""), [{ rule: "media-type", actual: "no Content-Type" }]],
  [
    lock,
    response(200, "<a/>"),
    [
      { rule: "status", expected: "204", actual: "200", fact: { name: "lockConfiguration 204" } },
      { rule: "media-type", expected: "no body", actual: "a body of 4 bytes" },
    ],
  ],
  [
    asyncStatus,
    response(403, encode("ErrorResponse", { data: {}, messages, links: [] })),
    [{ rule: "status", actual: "403 (No.)" }],
  ],
  [
    asyncStatus,
    response(503, "busy", "text/plain"),
    [{ rule: "status", actual: "503" }, { rule: "media-type" }, { rule: "xml" }],
  ],
])("expecting %j, finds the deviations of %j", ([given, actual, want]) => {
  expect(validateResponse(given, actual)).toMatchObject(want);
});

test.for(restVersions)("accepts an error of %s below a path that names no version", (version) => {
  const body = encode("ErrorResponse", { data: {}, messages, links: [] }, { version });
  const unversioned = { ...asyncStatus, status: 404, path: "/rest/v0.0/admin/asyncstatus" };
  expect(validateResponse(unversioned, response(404, body))).toEqual([]);
});
