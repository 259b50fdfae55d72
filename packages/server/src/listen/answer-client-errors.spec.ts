import { once } from "node:events";
import { createServer } from "node:https";
import { duplexPair } from "node:stream";
import { expect, test } from "vitest";
import { errorPage } from "../handler/error-page.ts";
import { answerClientErrors } from "./answer-client-errors.ts";

function fail(code: string | undefined) {
  const server = createServer();
  answerClientErrors(server);
  const [socket, client] = duplexPair();
  server.emit("clientError", Object.assign(new Error("failed"), { code }), socket);
  return { socket, client: client.setEncoding("latin1") };
}

test.each([
  { code: "ERR_HTTP_REQUEST_TIMEOUT", want: "408 Request Timeout" },
  { code: "HPE_HEADER_OVERFLOW", want: "431 Request Header Fields Too Large" },
  { code: "HPE_INVALID_METHOD", want: "400 Bad Request" },
])("answers $code with $want", async ({ code, want }) => {
  const [status, ...reason] = want.split(" ");
  const page = errorPage(Number(status), reason.join(" "));
  const [response] = await once(fail(code).client, "data");
  expect(response.replace(/^Date: .* GMT$/m, "Date")).toBe(
    `HTTP/1.1 ${want}\r\nDate\r\nConnection: close\r\nContent-Type: text/html\r\n` +
      `Content-Length: ${page.length}\r\n\r\n${page}`,
  );
});

test.each(["ECONNRESET", "ERR_TLS_HANDSHAKE_TIMEOUT", "ERR_SSL_WRONG_VERSION_NUMBER", undefined])(
  "closes a connection that fails with %s",
  (code) => {
    expect(fail(code).socket.destroyed).toBe(true);
  },
);
