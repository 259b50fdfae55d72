// What no server made of Node.js says by itself: answers that are lies as HTTP. They come from a socket.

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
const loggedIn = example("access-token/new-token");
const head = "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n";
const hex = (length: number) => length.toString(16);

let tls: Certificate;
beforeAll(async () => {
  tls = await createSelfSignedCertificate(["127.0.0.1"]);
});

/** What each looks like, and what may come of it. */
const lies: Readonly<Record<string, readonly [answer: string, want: readonly string[]]>> = {
  "a length that is too large": [
    `${head}Content-Length: ${body.length + 10}\r\n\r\n${body}`,
    ["body-truncated"],
  ],
  "a length that is too small": [
    `${head}Content-Length: ${body.length - 10}\r\n\r\n${body}`,
    ["undecodable", "malformed-response"],
  ],
  "a length of nothing": [
    `${head}Content-Length: 0\r\n\r\n${body}`,
    ["undecodable", "malformed-response"],
  ],
  "a length that is negative": [`${head}Content-Length: -1\r\n\r\n${body}`, ["malformed-response"]],
  "a length that is a word": [`${head}Content-Length: many\r\n\r\n${body}`, ["malformed-response"]],
  "a length beyond all numbers": [
    `${head}Content-Length: ${"9".repeat(400)}\r\n\r\n${body}`,
    ["malformed-response"],
  ],
  "a length of 1 TiB": [`${head}Content-Length: ${2 ** 40}\r\n\r\n${body}`, ["body-too-large"]],
  "two lengths": [
    `${head}Content-Length: ${body.length}\r\nContent-Length: 5\r\n\r\n${body}`,
    ["malformed-response"],
  ],
  "a length beside chunks": [
    `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n${hex(body.length)}\r\n${body}\r\n0\r\n\r\n`,
    ["malformed-response", "body-truncated", "value"],
  ],
  "no length, and an end in the middle": [`${head}\r\n${body.slice(0, 100)}`, ["undecodable"]],
  "chunks that are right": [
    `${head}Transfer-Encoding: chunked\r\n\r\n${hex(body.length)}\r\n${body}\r\n0\r\n\r\n`,
    ["value"],
  ],
  "a chunk that is shorter than it says": [
    `${head}Transfer-Encoding: chunked\r\n\r\n${hex(body.length + 20)}\r\n${body}\r\n0\r\n\r\n`,
    ["body-truncated", "malformed-response"],
  ],
  "a chunk that is longer than it says": [
    `${head}Transfer-Encoding: chunked\r\n\r\n${hex(body.length - 20)}\r\n${body}\r\n0\r\n\r\n`,
    ["malformed-response"],
  ],
  "a chunk beyond all numbers": [
    `${head}Transfer-Encoding: chunked\r\n\r\n${"f".repeat(40)}\r\n${body}\r\n0\r\n\r\n`,
    ["malformed-response"],
  ],
  "chunks without an end": [
    `${head}Transfer-Encoding: chunked\r\n\r\n${hex(body.length)}\r\n${body}\r\n`,
    ["body-truncated"],
  ],
  "chunks that never end": [
    `${head}Transfer-Encoding: chunked\r\n\r\n${`1000\r\n${" ".repeat(4096)}\r\n`.repeat(200)}`,
    ["body-too-large"],
  ],
  "a header that never ends": [`${head}X: ${"x".repeat(200_000)}`, ["malformed-response"]],
  "headers by the thousand": [`${head}${"X: y\r\n".repeat(20_000)}\r\n`, ["malformed-response"]],
  "a status that is none": ["HTTP/1.1 99999 OK\r\n\r\n", ["malformed-response"]],
  "no HTTP at all": [body, ["malformed-response"]],
  nothing: ["", ["reset"]],
};

const transports = { undici: undiciTransport, https: httpsTransport };

for (const [by, openTransport] of Object.entries(transports)) {
  test.for(Object.entries(lies))(`by ${by}, %s is a clear outcome`, async ([, [answer, want]]) => {
    const served = await serve(answer);
    const transport = openTransport({ tls: { ca: tls.cert } });
    await using sbc = await connect({ host: served.url, credentials, transport });
    const got = await sbc.status().then(
      () => "value",
      (error) => error.code,
    );
    expect(want).toContain(got);
    await served.close();
  });
}

/** Answers the log-in as it should be, and every look by this, whereupon the connection ends. */
async function serve(answer: string) {
  const server = createServer({ key: tls.key, cert: tls.cert }, (socket) => {
    socket.on("error", () => {});
    let asked = "";
    socket.on("data", (data) => {
      asked += data.toString("latin1");
      if (!asked.includes("\r\n\r\n")) return;
      const right = `${head}Content-Length: ${loggedIn.length}\r\n\r\n${loggedIn}`;
      if (asked.startsWith("POST")) socket.write(right, "latin1");
      else socket.end(answer, "latin1");
      asked = "";
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
