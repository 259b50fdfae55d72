import { restVersions, type TransportResponse } from "@asyncstatus/client";
import { encode } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { type Expectation, judgeAnswer } from "./validate-response.ts";

const asyncStatus: Expectation = { version: "v1.2", operationId: "getAsyncStatus", status: 200 };
const lock: Expectation = { version: "v1.2", operationId: "lockConfiguration", status: 204 };
const status = encode("AsyncStatusResponse", { data: {}, messages: [], links: [] });
const messages = [{ errorMessage: "No." }];

function answer(code: number, body: string, mediaType = "application/xml"): TransportResponse {
  const headers = mediaType === "" ? {} : { "content-type": mediaType };
  return { status: code, headers, body: new TextEncoder().encode(body) };
}

test.for(["application/xml", "application/xml; charset=utf-8", "Application/XML"])(
  "the media type %s will do",
  (mediaType) => {
    expect(judgeAnswer(asyncStatus, answer(200, status, mediaType))).toEqual([]);
  },
);

test("an answer without a body needs no media type", () => {
  expect(judgeAnswer(lock, answer(204, "", ""))).toEqual([]);
});

test.for<[given: Expectation, got: TransportResponse, want: object[]]>([
  [asyncStatus, answer(200, status, "text/xml"), [{ rule: "media-type", got: "text/xml" }]],
  [asyncStatus, answer(200, status, ""), [{ rule: "media-type", got: "no Content-Type" }]],
  [
    lock,
    answer(200, "<a/>"),
    [
      { rule: "status", expected: "204", got: "200", basis: { name: "lockConfiguration 204" } },
      { rule: "media-type", expected: "no body", got: "4 bytes of body" },
    ],
  ],
  [
    asyncStatus,
    answer(403, encode("ErrorResponse", { data: {}, messages, links: [] })),
    [{ rule: "status", got: "403 (No.)" }],
  ],
  [
    asyncStatus,
    answer(503, "busy", "text/plain"),
    [{ rule: "status", got: "503" }, { rule: "media-type" }, { rule: "xml" }],
  ],
])("%j, given %j", ([given, got, want]) => {
  expect(judgeAnswer(given, got)).toMatchObject(want);
});

test.for(restVersions)(
  "below a path that names no version, an error as in %s will do",
  (version) => {
    const body = encode("ErrorResponse", { data: {}, messages, links: [] }, { version });
    const unversioned = { ...asyncStatus, status: 404, path: "/rest/v0.0/admin/asyncstatus" };
    expect(judgeAnswer(unversioned, answer(404, body))).toEqual([]);
  },
);
