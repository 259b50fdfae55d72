import { expect, test } from "vitest";
import { TextResponse } from "./text-response.ts";

const given = {
  text: "<response>é</response>",
  status: 423,
  headers: { "content-type": "application/xml", "x-one": "1" },
};
const { text, ...init } = given;

/** All that can be read of a response, its body by one of the ways that there are. */
const reads: Record<string, (response: Response) => unknown> = {
  "what is said of it": ({ status, statusText, ok, type, url, redirected, bodyUsed }) => [
    ...[status, statusText, ok, type, url, redirected, bodyUsed],
  ],
  "its headers": ({ headers }) => [...headers],
  "its text": (response) => response.text(),
  "its bytes": (response) => response.bytes(),
  "its buffer": (response) => response.arrayBuffer(),
  "its blob": async (response) => (await response.blob()).text(),
  "its clone": async (response) => [await response.clone().text(), response.bodyUsed],
  "its stream": async ({ body }) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body ?? []) chunks.push(chunk);
    return Buffer.concat(chunks);
  },
  "whether it was read": async (response) => [await response.text(), response.bodyUsed],
  "a second reading": async (response) => [await response.text(), await response.text()],
  "JSON, which it is not": (response) => response.json(),
  "a form, which it is not": (response) => response.formData(),
  "another made of it": (response) => new Response(response.body, response).text(),
  "headers that were changed": (response) => {
    response.headers.set("x-two", "2");
    return [...response.headers];
  },
  "its kind": (response) => [response instanceof Response, String(response)],
};

test.each(Object.entries(reads))("the platform's response says the same: %s", async (_, read) => {
  const outcome = async (response: Response) => [await read(response)];
  const error = (reason: Error) => reason.message;
  expect(await outcome(new TextResponse(given)).catch(error)).toEqual(
    await outcome(new Response(text, init)).catch(error),
  );
});

test.each([
  { status: 199, ok: false },
  { status: 200, ok: true },
  { status: 299, ok: true },
  { status: 300, ok: false },
])("$status is ok: $ok", ({ status, ok }) => {
  expect(new TextResponse({ ...given, status }).ok).toBe(ok);
});

test("what was given is there to be sent until somebody may have read or changed it", () => {
  const response = new TextResponse(given);
  expect([response.status, response.type, response.bodyUsed, response.given]).toEqual([
    ...[423, "default", false, given],
  ]);
  response.headers.set("x-one", "2");
  expect(response.given).toBeUndefined();
});

test("the platform's own members, which know nothing of the text, are out of reach", () => {
  const missing = Object.getOwnPropertyNames(Response.prototype).filter(
    (name) => !Object.hasOwn(TextResponse.prototype, name),
  );
  expect(missing).toEqual([]);
});
