import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { alterBody, credentials } from "../../testing/altered-device.ts";
import { inMemory } from "../../testing/in-memory.ts";
import { verifyProvider } from "../verify-provider.ts";

const file = new URL("../../../transcript.schema.json", import.meta.url);
const isTranscript = new Ajv().compile(JSON.parse(readFileSync(file, "utf8")));
const everything = { allow: { operations: ["verify", "save", "activate"] } } as const;

test("a transcript conforms to its schema and has every request in order", async () => {
  const sent: string[] = [];
  const { options } = inMemory((request, respond) => {
    sent.push(`${request.method} ${new URL(request.url).pathname}`);
    return respond();
  });
  const { transcript } = await verifyProvider({ ...options, ...everything });
  expect(isTranscript(transcript), JSON.stringify(isTranscript.errors)).toBe(true);
  const written = transcript.entries.map(({ request }) => `${request.method} ${request.path}`);
  expect(written).toEqual(sent);
});

test("a report has no password and no token, and its transcript no names and addresses", async () => {
  const tokens: string[] = [];
  const collect = alterBody("/auth/token", (body) => {
    tokens.push(/<accessToken>(.*)<\//.exec(body)?.[1] ?? "");
    return body;
  });
  const { options } = inMemory(collect, { hostName: "core-a.lan", peerName: "core-b.lan" });
  const report = await verifyProvider({ ...options, ...everything });
  expect(tokens.length).toBeGreaterThan(5);
  const secrets = [...tokens, credentials.password, btoa(`admin:${credentials.password}`)];
  for (const secret of secrets) expect(JSON.stringify(report)).not.toContain(secret);
  for (const name of ["core-a", "core-b", "192.0.2.7"]) {
    expect(JSON.stringify(report.transcript)).not.toContain(name);
  }
});

test("a token in an unexpected element is redacted, too", async () => {
  const tokens: string[] = [];
  const { options } = inMemory(
    alterBody("/auth/token", (body) => {
      tokens.push(/<accessToken>(.*)<\//.exec(body)?.[1] ?? "");
      return body.replaceAll("accessToken", "secretToken");
    }),
  );
  const report = await verifyProvider(options);
  expect(tokens[0]).toMatch(/./);
  for (const token of tokens) expect(JSON.stringify(report)).not.toContain(token);
});

test("a request without a response has the code of its failure", async () => {
  const { options } = inMemory(() => {
    throw new TypeError("fetch failed");
  });
  const { transcript } = await verifyProvider(options);
  expect(transcript.entries.map(({ response }) => response)).toEqual([{ failed: "failed" }]);
  expect(isTranscript(transcript)).toBe(true);
});
