import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setImmediate } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import type { Handler } from "../handler/handler.ts";
import { serveRequests } from "./serve-requests.ts";

const maxBodyBytes = 64;

/** Serves a handler; `exchange` sends lines and reads until the server closes the connection. */
async function start(handler: Handler) {
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const server = createServer(serveRequests(handler, maxBodyBytes, onError));
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server on a TCP port has neither null nor the name of a pipe as its address.
  const { port } = server.address() as AddressInfo;
  const open = () =>
    connect(port, "127.0.0.1")
      .setEncoding("latin1")
      .on("error", () => {});
  const exchange = async (...lines: string[]): Promise<string> => {
    const socket = open();
    socket.write(lines.join("\r\n"));
    let received = "";
    for await (const chunk of socket) received += chunk;
    return received.replace(/^Date: .*\r\n/gm, "");
  };
  return { errors, open, exchange };
}

/** Responds with the request as JSON. */
const echo: Handler = async (request) =>
  Response.json({
    method: request.method,
    url: request.url,
    headers: [...request.headers],
    body: await request.text(),
  });

const close = "Connection: close";

test.each([
  {
    given: "a query and a repeated header",
    request: ["GET /a?b=1 HTTP/1.1", "Host: sbc", "X: 1", "x: 2", close, "", ""],
    want: { method: "GET", url: "https://sbc/a?b=1", body: "", x: "1, 2" },
  },
  {
    given: "a body",
    request: ["POST /a HTTP/1.1", "Host: sbc", "X: 1", "Content-Length: 3", close, "", "a=b"],
    want: { method: "POST", url: "https://sbc/a", body: "a=b", x: "1" },
  },
  {
    given: "a chunked body and an empty header",
    request: [
      "PUT / HTTP/1.1",
      "Host: a",
      "X:",
      close,
      "Transfer-Encoding: chunked",
      "",
      "1",
      "a",
      "2",
      "=b",
      "0",
      "",
      "",
    ],
    want: { method: "PUT", url: "https://a/", body: "a=b", x: "" },
  },
  {
    given: "a body for GET, which is dropped",
    request: ["GET / HTTP/1.1", "Host: a", "X: 1", "Content-Length: 3", close, "", "a=b"],
    want: { method: "GET", url: "https://a/", body: "", x: "1" },
  },
  {
    given: "POST with no body",
    request: ["POST / HTTP/1.1", "Host: a", "X: 1", close, "", ""],
    want: { method: "POST", url: "https://a/", body: "", x: "1" },
  },
  {
    given: "TRACE, which the Fetch standard forbids",
    request: ["TRACE / HTTP/1.1", "Host: a", "X: 1", close, "", ""],
    want: { method: "TRACE", url: "https://a/", body: "", x: "1" },
  },
])("passes $given to the handler", async ({ request, want }) => {
  const { exchange } = await start(echo);
  const received = await exchange(...request);
  const { headers, ...rest } = JSON.parse(received.slice(received.indexOf("\r\n\r\n")));
  expect({ ...rest, x: new Map(headers).get("x") }).toEqual(want);
});

const get = ["GET / HTTP/1.1", "Host: a", close, "", ""];
const head = ["HEAD / HTTP/1.1", "Host: a", close, "", ""];
const bytes = Uint8Array.of(0x7f, 0x80, 0xff);

test.each([
  {
    given: "text",
    request: get,
    response: () => new Response("é", { headers: { "content-type": "text/xml", A: "1" } }),
    want: ["200 OK", "a: 1", "content-length: 2", "content-type: text/xml", close, "", "Ã©"],
  },
  {
    given: "bytes",
    request: get,
    response: () => new Response(bytes, { status: 423 }),
    want: ["423 Locked", "content-length: 3", close, "", "\x7f\x80\xff"],
  },
  {
    given: "no body",
    request: get,
    response: () => new Response(null),
    want: ["200 OK", "content-length: 0", close, "", ""],
  },
  {
    given: "status 204",
    request: get,
    response: () => new Response(null, { status: 204 }),
    want: ["204 No Content", close, "", ""],
  },
  {
    given: "status 304",
    request: get,
    response: () => new Response(null, { status: 304 }),
    want: ["304 Not Modified", close, "", ""],
  },
  {
    given: "a body for HEAD",
    request: head,
    response: () => new Response(bytes),
    want: ["200 OK", "content-length: 3", close, "", ""],
  },
  {
    given: "a given length for HEAD",
    request: head,
    response: () => new Response(null, { headers: { "content-length": "3" } }),
    want: ["200 OK", "content-length: 3", close, "", ""],
  },
  {
    given: "two cookies and a transfer coding",
    request: get,
    response: () =>
      new Response(bytes, {
        headers: [
          ["set-cookie", "a=1"],
          ["set-cookie", "b=2"],
          ["transfer-encoding", "chunked"],
        ],
      }),
    want: [
      "200 OK",
      "content-length: 3",
      "set-cookie: a=1",
      "set-cookie: b=2",
      close,
      "",
      "\x7f\x80\xff",
    ],
  },
  {
    given: "a redirect, whose headers cannot be changed",
    request: get,
    response: () => Response.redirect("https://a/b"),
    want: ["302 Found", "content-length: 0", "location: https://a/b", close, "", ""],
  },
])("sends a response with $given", async ({ request, response, want }) => {
  const { exchange, errors } = await start(response);
  expect(await exchange(...request)).toBe(`HTTP/1.1 ${want.join("\r\n")}`);
  expect(errors).toEqual([]);
});

const tooLarge = "x".repeat(maxBodyBytes + 1);

test.each([
  { given: "a hostile Host", want: 400, request: ["GET / HTTP/1.1", "Host: a@b", "", ""] },
  { given: "two Hosts", want: 400, request: ["GET / HTTP/1.1", "Host: a", "Host: a", "", ""] },
  { given: "no Host", want: 400, request: ["GET / HTTP/1.0", "", ""] },
  {
    given: "the URL of another host",
    want: 400,
    request: ["GET http://b/ HTTP/1.1", "Host: a", "", ""],
  },
  {
    given: "a body whose length is too large",
    want: 413,
    request: ["POST / HTTP/1.1", "Host: a", "Content-Length: 65", "", tooLarge],
  },
  {
    given: "a chunked body that is too large",
    want: 413,
    request: [
      "POST / HTTP/1.1",
      "Host: a",
      "Transfer-Encoding: chunked",
      "",
      "41",
      tooLarge,
      "0",
      "",
      "",
    ],
  },
  {
    given: "a body of many megabytes",
    want: 413,
    request: ["POST / HTTP/1.1", "Host: a", "Content-Length: 9000000", "", "x".repeat(9e6)],
  },
  {
    given: "a chunked body of many megabytes",
    want: 413,
    request: [
      "POST / HTTP/1.1",
      "Host: a",
      "Transfer-Encoding: chunked",
      "",
      "895440",
      "x".repeat(9e6),
      "0",
      "",
      "",
    ],
  },
])("refuses $given with $want and closes the connection", async ({ want, request }) => {
  const { exchange, errors } = await start(() => new Response("handled"));
  expect(await exchange(...request)).toMatch(
    new RegExp(
      `^HTTP/1.1 ${want} .*\r\nconnection: close\r\ncontent-type: text/html\r\ncontent-length: \\d+\r\n` +
        `\r\n<!DOCTYPE html>.*Access Error: ${want} -- .*</html>$`,
    ),
  );
  expect(errors).toEqual([]);
});

test("accepts a body of exactly the maximum size", async () => {
  const { exchange } = await start(echo);
  const received = await exchange(
    "POST / HTTP/1.1",
    "Host: a",
    "Content-Length: 64",
    close,
    "",
    tooLarge.slice(1),
  );
  expect(received).toContain(tooLarge.slice(1));
});

const mistake = new Error("mistake");

test.each([
  {
    given: "throws",
    handler: () => {
      throw mistake;
    },
  },
  { given: "rejects", handler: () => Promise.reject(mistake) },
  {
    given: "responds with a body that fails",
    handler: () => new Response(new ReadableStream({ pull: () => Promise.reject(mistake) })),
  },
])("answers with 500 and calls onError if the handler $given", async ({ handler }) => {
  const { exchange, errors } = await start(handler);
  expect(await exchange(...get)).toMatch(
    /^HTTP\/1.1 500 Internal Server Error\r\n.*\r\n\r\n<!DOCTYPE html>.*<\/html>$/s,
  );
  expect(errors).toEqual([mistake]);
});

test("cuts the connection on a network error", async () => {
  const { exchange, errors } = await start(() => Response.error());
  expect(await exchange(...get)).toBe("");
  expect(errors).toEqual([]);
});

/** A response with a `content-length` of ten. */
const ofTen = (chunks: () => AsyncGenerator<Uint8Array>) =>
  new Response(ReadableStream.from(chunks()), { headers: { "content-length": "10" } });

test("sends a body with a given length chunk by chunk", async () => {
  const { exchange } = await start(() =>
    ofTen(async function* () {
      yield Buffer.from("first");
      yield Buffer.from("later");
    }),
  );
  expect(await exchange(...get)).toMatch(/\r\ncontent-length: 10\r\n.*\r\n\r\nfirstlater$/s);
});

test("sends the head of a response with a given length before its body", async () => {
  const { open } = await start(
    () => new Response(new ReadableStream(), { headers: { "content-length": "10" } }),
  );
  const socket = open();
  socket.write(get.join("\r\n"));
  const [head] = await once(socket, "data");
  expect(head).toMatch(/\r\ncontent-length: 10\r\n.*\r\n\r\n$/s);
});

test.each([
  { given: "responds", next: () => new Response("never seen") },
  { given: "throws", next: () => Promise.reject(mistake) },
])("a handler can cut the connection and then $given", async ({ next }) => {
  const signals: AbortSignal[] = [];
  const { exchange, errors } = await start((_request, connection) => {
    connection.destroy();
    signals.push(connection.signal);
    return next();
  });
  expect(await exchange(...get)).toBe("");
  expect(errors).toEqual([]);
  expect(signals[0]?.aborted).toBe(true);
});

test("a handler can cut the connection in the middle of a body", async () => {
  const { exchange, errors } = await start((_request, connection) =>
    ofTen(async function* () {
      yield Buffer.from("first");
      connection.destroy();
      yield Buffer.from("later");
    }),
  );
  expect(await exchange(...get)).toMatch(/\r\n\r\nfirst$/);
  expect(errors).toEqual([]);
});

test("a handler can cut the connection while an earlier request is in progress", async () => {
  const { exchange } = await start((request, connection) => {
    if (request.url.endsWith("/second")) connection.destroy();
    return new Promise(() => {});
  });
  const second = ["GET /second HTTP/1.1", "Host: a", "", ""];
  expect(await exchange("GET /first HTTP/1.1", "Host: a", "", ...second)).toBe("");
});

test.each([
  {
    given: "fails",
    want: mistake,
    chunks: async function* () {
      yield Buffer.from("first");
      throw mistake;
    },
  },
  {
    given: "is too short",
    want: expect.objectContaining({ code: "ERR_HTTP_CONTENT_LENGTH_MISMATCH" }),
    chunks: async function* () {
      yield Buffer.from("first");
    },
  },
])("cuts the connection if a body with a given length $given", async ({ want, chunks }) => {
  const { exchange, errors } = await start(() => ofTen(chunks));
  expect(await exchange(...get)).toMatch(/\r\n\r\nfirst$/);
  expect(errors).toEqual([want]);
});

test("aborts the signal of the connection when the client goes", async () => {
  const waits = Promise.withResolvers<AbortSignal>();
  const { open, errors } = await start(async (_request, connection) => {
    waits.resolve(connection.signal);
    await once(connection.signal, "abort");
    throw mistake;
  });
  const socket = open();
  socket.write(get.join("\r\n"));
  const signal = await waits.promise;
  expect(signal.aborted).toBe(false);
  const aborted = once(signal, "abort");
  socket.destroy();
  await aborted;
  await setImmediate();
  expect(errors).toEqual([]);
});

test("does not abort the signal of the connection after the response", async () => {
  const signals: AbortSignal[] = [];
  const { exchange } = await start((_request, connection) => {
    signals.push(connection.signal, connection.signal);
    return new Response(null);
  });
  await exchange(...get);
  expect(signals.map((signal) => signal.aborted)).toEqual([false, false]);
  expect(signals[0]).toBe(signals[1]);
});

test("does not call the handler if the client goes in the middle of its request", async () => {
  const urls: string[] = [];
  const { open, exchange } = await start((request) => {
    urls.push(request.url);
    return new Response(null);
  });
  const socket = open();
  socket.write("POST /gone HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf");
  await once(socket, "connect");
  socket.resetAndDestroy();
  await exchange(...get);
  expect(urls).toEqual(["https://a/"]);
});
