import { expect, test } from "vitest";
import { upgradeRequired } from "./refuse-plain-http.ts";

const head = [
  "HTTP/1.1 426 Upgrade Required",
  "Date: Mon, 05 Jan 2026 10:00:00 GMT",
  "Upgrade: TLS/1.2, HTTP/1.1",
  "Connection: Upgrade, close",
  "Content-Type: application/xml",
  "Content-Length: 6",
  "\r\n",
].join("\r\n");

test.each([
  { request: "GET / HTTP/1.1\r\n\r\n", body: "<é/>\n", want: `${head}<é/>\n` },
  { request: "G", body: Buffer.from("<é/>\n"), want: `${head}<é/>\n` },
  { request: "HEAD / HTTP/1.1\r\n\r\n", body: "<é/>\n", want: head },
])("answers $request with 426", ({ request, body, want }) => {
  const response = upgradeRequired(
    { contentType: "application/xml", body },
    Buffer.from(request),
    new Date("2026-01-05T10:00:00Z"),
  );
  expect(response.toString()).toBe(want);
});
