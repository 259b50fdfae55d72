import { expect, test } from "vitest";
import { readExamples } from "../spec/examples.ts";
import { exampleFrom } from "./example-from.ts";
import { type Entry, readTranscript } from "./read-transcript.ts";

const examples = readExamples();
const textOf = (name: string) =>
  Buffer.from(examples.find((example) => example.name === name)?.xml ?? "").toString();

function entry(operationId: string, status: number, body: string | null, version = "v1.2"): Entry {
  const request = { method: "GET", path: "/rest/v1.2/admin/asyncstatus" };
  return { operationId, version, request, response: { status, body } };
}

test.for<[operationId: string, status: number, like: string, version: string, name: string]>([
  ["getAsyncStatus", 200, "async-status/verify-failed", "v1.2", "async-status/new"],
  ["getAsyncStatus", 200, "async-status/verify-failed", "v1.0", "v1.0/async-status/new"],
  ["getAsyncStatus", 200, "async-status/written-on-one-line", "v1.2", "async-status/new-as-sent"],
  [
    "getAsyncStatus",
    200,
    "tolerated/async-status/unknown-status",
    "v1.2",
    "tolerated/async-status/new",
  ],
  ["getAsyncStatus", 200, "invalid/async-status/no-status", "v1.2", "invalid/async-status/new"],
  ["getAsyncStatus", 404, "error/unsupported-version-404", "v1.2", "error/new"],
  ["lockConfiguration", 405, "error/method-not-allowed-405", "v1.2", "error/new"],
  ["saveVerifyOrRestore", 202, "accepted/asynchronous-request", "v1.2", "accepted/new"],
])(
  "a response to %s with status %i and the body of %s in %s becomes %s",
  ([id, status, like, version, name]) => {
    const known = examples.find((example) => example.name === like);
    const made = exampleFrom(entry(id, status, textOf(like), version), "new");
    expect(made).toMatchObject({ name, document: known?.document, kind: known?.kind, version });
    expect(Buffer.from(made?.xml ?? "").toString()).toBe(textOf(like));
    expect(made?.json).toMatchObject(known?.json as object);
  },
);

test.for([
  entry("lockConfiguration", 204, ""),
  entry("getAsyncStatus", 200, null),
  entry("getAsyncStatus", 302, "<html/>"),
  { ...entry("getAsyncStatus", 200, ""), response: { failed: "reset" } },
])("makes no example of %j", (given) => {
  expect(exampleFrom(given, "new")).toBeUndefined();
});

test.for<[given: Entry, name: string, why: string]>([
  [entry("getAsyncStatus", 200, "<a/>", "v9.9"), "new", "no REST version v9.9"],
  [entry("halt", 200, "<a/>"), "new", "no request halt"],
  [entry("getAsyncStatus", 200, "<a/>"), "../new", "Expected a name such as verify-failed"],
  [entry("getAsyncStatus", 200, "<a/>", "v1.0"), "new", "Only examples of v1.2"],
])("refuses %j", ([given, name, why]) => {
  expect(() => exampleFrom(given, name)).toThrow(why);
});

const transcript = {
  format: "asyncstatus-transcript",
  formatVersion: 1,
  entries: [
    {
      operationId: "getAsyncStatus",
      version: "v1.2",
      request: {
        method: "GET",
        path: "/rest/v1.2/admin/asyncstatus",
        accept: "application/xml",
        authorization: "bearer",
      },
      response: { status: 200, headers: {}, body: "<response/>" },
    },
  ],
};

test("reads a transcript and says what is wrong with another file", () => {
  expect(readTranscript(JSON.stringify(transcript))).toEqual(transcript.entries);
  const newer = JSON.stringify({ ...transcript, formatVersion: 2 });
  expect(() => readTranscript(newer)).toThrow("/formatVersion must be equal to constant");
});
