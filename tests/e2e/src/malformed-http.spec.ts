// Malformed HTTP that no Node.js server sends, from a TLS socket.

import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:tls";
import { connect, httpsTransport } from "@asyncstatus/client";
import { undiciTransport } from "@asyncstatus/client/undici";
import { type Certificate, createSelfSignedCertificate } from "@asyncstatus/server";
import { beforeAll, expect, test } from "vitest";
import { credentials } from "./world.ts";

const example = (name: string) =>
  readFileSync(new URL(`../../../spec/examples/${name}.xml`, import.meta.url), "latin1");
const body = example("async-status/activate-success");
const newToken = example("access-token/new-token");
const head = "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n";
const hex = (length: number) => length.toString(16);

let tls: Certificate;
beforeAll(async () => {
  tls = await createSelfSignedCertificate(["127.0.0.1"]);
});

/** Responses and the accepted results. */
const responses: Readonly<Record<string, readonly [response: string, results: readonly string[]]>> =
  {
    "a Content-Length that is too large": [
      `${head}Content-Length: ${body.length + 10}\r\n\r\n${body}`,
      ["body-truncated"],
    ],
    "a Content-Length that is too small": [
      `${head}Content-Length: ${body.length - 10}\r\n\r\n${body}`,
      ["undecodable", "malformed-response"],
    ],
    "a Content-Length of 0": [
      `${head}Content-Length: 0\r\n\r\n${body}`,
      ["undecodable", "malformed-response"],
    ],
    "a negative Content-Length": [
      `${head}Content-Length: -1\r\n\r\n${body}`,
      ["malformed-response"],
    ],
    "a Content-Length that isn't a number": [
      `${head}Content-Length: many\r\n\r\n${body}`,
      ["malformed-response"],
    ],
    "a Content-Length of 400 digits": [
      `${head}Content-Length: ${"9".repeat(400)}\r\n\r\n${body}`,
      ["malformed-response"],
    ],
    "a Content-Length of 1 TiB": [
      `${head}Content-Length: ${2 ** 40}\r\n\r\n${body}`,
      ["body-too-large"],
    ],
    "two Content-Length headers": [
      `${head}Content-Length: ${body.length}\r\nContent-Length: 5\r\n\r\n${body}`,
      ["malformed-response"],
    ],
    "Content-Length and Transfer-Encoding": [
      `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n${hex(body.length)}\r\n${body}\r\n0\r\n\r\n`,
      ["malformed-response", "body-truncated", "value"],
    ],
    "no Content-Length and a truncated body": [`${head}\r\n${body.slice(0, 100)}`, ["undecodable"]],
    "a valid chunked body": [
      `${head}Transfer-Encoding: chunked\r\n\r\n${hex(body.length)}\r\n${body}\r\n0\r\n\r\n`,
      ["value"],
    ],
    "a chunk size that is too large": [
      `${head}Transfer-Encoding: chunked\r\n\r\n${hex(body.length + 20)}\r\n${body}\r\n0\r\n\r\n`,
      ["body-truncated", "malformed-response"],
    ],
    "a chunk size that is too small": [
      `${head}Transfer-Encoding: chunked\r\n\r\n${hex(body.length - 20)}\r\n${body}\r\n0\r\n\r\n`,
      ["malformed-response"],
    ],
    "a chunk size of 40 digits": [
      `${head}Transfer-Encoding: chunked\r\n\r\n${"f".repeat(40)}\r\n${body}\r\n0\r\n\r\n`,
      ["malformed-response"],
    ],
    "a chunked body without a last chunk": [
      `${head}Transfer-Encoding: chunked\r\n\r\n${hex(body.length)}\r\n${body}\r\n`,
      ["body-truncated"],
    ],
    "a chunked body that never ends": [
      `${head}Transfer-Encoding: chunked\r\n\r\n${`1000\r\n${" ".repeat(4096)}\r\n`.repeat(200)}`,
      ["body-too-large"],
    ],
    "a header of 200 kB": [`${head}X: ${"x".repeat(200_000)}`, ["malformed-response"]],
    "20,000 headers": [`${head}${"X: y\r\n".repeat(20_000)}\r\n`, ["malformed-response"]],
    "an invalid status": ["HTTP/1.1 99999 OK\r\n\r\n", ["malformed-response"]],
    "a response that isn't HTTP": [body, ["malformed-response"]],
    "an empty response": ["", ["reset"]],
  };

const transports = { undici: undiciTransport, https: httpsTransport };

for (const [name, openTransport] of Object.entries(transports)) {
  test.for(Object.entries(responses))(`${name} handles %s`, async ([, [response, results]]) => {
    const served = await serve(response);
    const transport = openTransport({ tls: { ca: tls.cert } });
    await using sbc = await connect({ host: served.url, credentials, transport });
    const result = await sbc.status().then(
      () => "value",
      (error) => error.code,
    );
    expect(results).toContain(result);
    await served.close();
  });
}

/** Serves a valid login. Responds to polls with the given text, and closes the connection. */
async function serve(response: string) {
  const server = createServer({ key: tls.key, cert: tls.cert }, (socket) => {
    socket.on("error", () => {});
    let received = "";
    socket.on("data", (data) => {
      received += data.toString("latin1");
      if (!received.includes("\r\n\r\n")) return;
      const login = `${head}Content-Length: ${newToken.length}\r\n\r\n${newToken}`;
      if (received.startsWith("POST")) socket.write(login, "latin1");
      else socket.end(response, "latin1");
      received = "";
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
