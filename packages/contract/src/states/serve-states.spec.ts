import { expect, test } from "vitest";
import { everyHandler } from "../testing/every-handler.ts";
import { serveStates } from "./serve-states.ts";

function post(url: string, body: string): Promise<Response> {
  return fetch(url, { method: "POST", body });
}

test("responds with 200 on the loopback interface", async () => {
  let changes = 0;
  await using server = await serveStates(
    everyHandler(() => {
      changes += 1;
    }),
  );
  const response = await post(server.url, '{"action":"setup","state":"a standalone device"}');
  expect(response.status).toBe(200);
  expect({ changes, failures: server.failures, host: new URL(server.url).hostname }).toEqual({
    changes: 1,
    failures: [],
    host: "127.0.0.1",
  });
});

test.for([
  ["an unknown state", '{"state":"a standalon device"}', "unknown-state"],
  ["a failed handler", '{"state":"a standalone device"}', "handler-failed"],
  ["invalid JSON", "state=a", "invalid-request"],
] as const)("responds to %s with 400, and keeps the failure", async ([, body, code]) => {
  const handlers = everyHandler(() => {
    throw new Error("no room");
  });
  await using server = await serveStates(handlers);
  const response = await post(server.url, body);
  expect(response.status).toBe(400);
  expect(server.failures.map((failure) => failure.code)).toEqual([code]);
  expect(await response.text()).toBe(server.failures[0]?.message);
});
