import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TransportError } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { sampleErrors } from "../build/sample-errors.ts";
import { errorText } from "./error-text.ts";
import { describeError } from "./run/failure-result.ts";

function errorOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("Expected an error.");
}

test("says which file is missing", () => {
  const file = join(tmpdir(), "asyncstatus-nowhere");
  expect(errorText(errorOf(() => readFileSync(file)))).toBe(`no such file or directory: ${file}`);
});

test("says which address a program listens on already", async () => {
  const first = createServer().listen({ host: "127.0.0.1", port: 0 });
  await once(first, "listening");
  const { port } = first.address() as { port: number };
  const second = createServer().listen({ host: "127.0.0.1", port });
  const [error] = await once(second, "error");
  first.close();
  expect(errorText(error)).toBe(`another program uses this address and port: 127.0.0.1:${port}`);
});

test.each([
  { host: "nowhere.invalid", want: "host name not found: nowhere.invalid" },
  { host: "127.0.0.1", want: "connection refused: 127.0.0.1:1" },
])("says that there is no connection to $host", async ({ host, want }) => {
  const [error] = await once(connect({ host, port: 1 }), "error");
  expect(errorText(error)).toBe(want);
});

test("no error quotes the platform or an option of a library", () => {
  for (const error of sampleErrors) {
    const { message } = describeError(error, (words) => words);
    const shown = error instanceof TransportError ? [errorText(error)] : [];
    for (const text of [message, ...shown]) {
      expect(text).not.toMatch(
        /\bE(CONN|HOST|ADDR|NOT)[A-Z]+|getaddrinfo|ERR_|tls\.\w+|_CERT\b|\b[a-z]+[A-Z]\w*Ms\b/,
      );
    }
  }
});
