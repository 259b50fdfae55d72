import { inspect } from "node:util";
import { expect, test } from "vitest";
import type { TransportErrorCode } from "../errors/transport-error.ts";
import { get, token } from "../testing/get.ts";
import { closedPort, identity, tlsPeer } from "../testing/loopback.ts";
import { type By, both, byBoth, openTransport } from "../testing/node-transports.ts";
import type { Transport } from "./transport.ts";

const device = await identity();

function transport(by: By): Transport {
  const tls = { fingerprint256: device.fingerprint256, serverName: "localhost" };
  return openTransport(by, { tls, maxResponseBytes: 100 });
}

const abc = "Content-Length: 3\r\n\r\nabc";

test.each(
  byBoth([
    { of: "Content-Length", given: `200 OK\r\n${abc}`, want: [200, "abc"] },
    {
      of: "chunks",
      given: "200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\n\r\n",
      want: [200, "abc"],
    },
    {
      of: "a body until the connection ends",
      given: "200 OK\r\nConnection: close\r\n\r\nabc",
      want: [200, "abc"],
    },
    {
      of: "the limit",
      given: `200 OK\r\nContent-Length: 100\r\n\r\n${"x".repeat(100)}`,
      want: [200, "x".repeat(100)],
    },
    { of: "nothing", given: "204 No Content\r\n\r\n", want: [204, ""] },
    { of: "an error", given: `423 Locked\r\n${abc}`, want: [423, "abc"] },
    {
      of: "no encoding",
      given: `200 OK\r\nContent-Encoding: identity\r\n${abc}`,
      want: [200, "abc"],
    },
    {
      of: "an early hint first",
      given: `103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n${abc}`,
      want: [200, "abc"],
    },
    { of: "a redirect", given: `302 Found\r\nLocation: /elsewhere\r\n${abc}`, want: [302, "abc"] },
  ]),
)("returns a response unchanged: $of, by $by", async ({ by, given, want }) => {
  const peer = await tlsPeer(device, (socket) => {
    socket.write(`HTTP/1.1 ${given}`);
    if (given.includes("close")) socket.end();
  });
  const { status, body } = await transport(by).request(get(peer.url));
  expect([status, new TextDecoder().decode(body)]).toEqual(want);
  expect(peer.received().match(/^GET /gm)).toHaveLength(1);
});

test.each(both)(
  "returns headers by lowercase name, with repeated values joined, by %s",
  async (by) => {
    const peer = await tlsPeer(device, (socket) =>
      socket.write("HTTP/1.1 204 No Content\r\nRetry-After: 3\r\nX-A: 1\r\nx-a: 2\r\n\r\n"),
    );
    const { headers } = await transport(by).request(get(peer.url));
    expect(headers).toEqual({ "retry-after": "3", "x-a": "1, 2" });
  },
);

test.each(both)("writes a request as given, without the fragment, by %s", async (by) => {
  const peer = await tlsPeer(device);
  const url = new URL("/rest/v1.2/configuration/management?action=save#part", peer.url);
  const headers = { accept: "application/xml" };
  await transport(by).request({ method: "PUT", url, headers, body: "ä", timeoutMs: 5_000 });
  const [head = "", sent] = peer.received().split("\r\n\r\n");
  const [first, ...fields] = head.split("\r\n");
  expect(first).toBe("PUT /rest/v1.2/configuration/management?action=save HTTP/1.1");
  expect(fields.map((field) => field.toLowerCase()).toSorted()).toEqual([
    "accept: application/xml",
    "connection: keep-alive",
    "content-length: 2",
    `host: ${url.host}`,
  ]);
  expect(sent).toBe("\u00c3\u00a4");
});

type Given = { sent: string; ending?: "end" | "reset" };
const truncated = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n";

test.each(
  byBoth<{ of: string; given: Given; code: TransportErrorCode }>([
    { of: "nothing, and an end", given: { sent: "", ending: "end" }, code: "reset" },
    { of: "nothing, and a reset", given: { sent: "", ending: "reset" }, code: "reset" },
    {
      of: "half a header",
      given: { sent: "HTTP/1.1 200 OK\r\nConte", ending: "end" },
      code: "reset",
    },
    {
      of: "half a body, and an end",
      given: { sent: `${truncated}\r\n${token}`, ending: "end" },
      code: "body-truncated",
    },
    {
      of: "half a body, and a reset",
      given: { sent: `${truncated}\r\n${token}`, ending: "reset" },
      code: "body-truncated",
    },
    {
      of: "half a last body",
      given: { sent: `${truncated}Connection: close\r\n\r\n${token}`, ending: "end" },
      code: "body-truncated",
    },
    {
      of: "half a chunk",
      given: {
        sent: `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n99\r\n${token}`,
        ending: "end",
      },
      code: "body-truncated",
    },
    {
      of: "half the last chunks",
      given: {
        sent: `HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n99\r\n${token}`,
        ending: "end",
      },
      code: "body-truncated",
    },
    { of: "no HTTP", given: { sent: `${token}\r\n\r\n` }, code: "malformed-response" },
    {
      of: "a broken header",
      given: { sent: `${truncated}${token}\r\n\r\n` },
      code: "malformed-response",
    },
    {
      of: "two lengths",
      given: { sent: `${truncated}Content-Length: 3\r\n\r\nabc` },
      code: "malformed-response",
    },
    {
      of: "a broken chunk",
      given: { sent: `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${token}\r\n` },
      code: "malformed-response",
    },
    {
      of: "endless headers",
      given: { sent: `HTTP/1.1 200 OK\r\nA: ${"x".repeat(20_000)}` },
      code: "malformed-response",
    },
    {
      of: "only an early hint",
      given: { sent: "HTTP/1.1 103 Early Hints\r\n\r\n", ending: "end" },
      code: "reset",
    },
    {
      of: "an unexpected 100",
      given: { sent: "HTTP/1.1 100 Continue\r\n\r\n" },
      code: "malformed-response",
    },
    {
      of: "gzip",
      given: { sent: `${truncated}Content-Encoding: gzip\r\n\r\n` },
      code: "content-encoding",
    },
    {
      of: "a large Content-Length",
      given: { sent: "HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n" },
      code: "body-too-large",
    },
    {
      of: "a huge Content-Length",
      given: { sent: `HTTP/1.1 200 OK\r\nContent-Length: ${"9".repeat(18)}\r\n\r\n` },
      code: "body-too-large",
    },
    {
      of: "large chunks",
      given: {
        sent: `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n${"x".repeat(101)}`,
      },
      code: "body-too-large",
    },
    {
      of: "a large last body",
      given: { sent: `HTTP/1.1 200 OK\r\n\r\n${"x".repeat(101)}` },
      code: "body-too-large",
    },
  ]),
)(
  "rejects an unacceptable response with an error without secrets: $of, by $by",
  async ({ by, given, code }) => {
    const peer = await tlsPeer(device, (socket) => {
      socket.write(given.sent, () => {
        if (given.ending === "end") socket.end();
        if (given.ending === "reset") peer.reset();
      });
    });
    const request = get(new URL(`?secret=${token}`, peer.url), { method: "PUT", body: token });
    const error = await transport(by)
      .request(request)
      .catch((error: unknown) => error);
    expect(error).toMatchObject({
      name: "TransportError",
      code,
      method: "PUT",
      url: peer.url.href,
      notSent: false,
    });
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(token);
    await peer.disconnected();
    expect(peer.received().match(/^PUT /gm)).toHaveLength(1);
  },
);

test.each(both)("does not send a request if the port is closed, by %s", async (by) => {
  await expect(transport(by).request(get(await closedPort()))).rejects.toMatchObject({
    code: "refused",
    notSent: true,
  });
});
