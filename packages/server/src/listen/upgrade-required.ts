/** What is said to a client that speaks plain HTTP. */
export interface PlainAnswer {
  contentType: string;
  body: Uint8Array | string;
}

/** The whole answer 426 (RFC 9110, section 15.5.22) as bytes; `head` is what the client sent. */
export function upgradeRequired(
  { contentType, body }: PlainAnswer,
  head: Buffer,
  now: Date,
): Buffer {
  const content = Buffer.from(body);
  const lines = [
    "HTTP/1.1 426 Upgrade Required",
    `Date: ${now.toUTCString()}`,
    "Upgrade: TLS/1.2, HTTP/1.1",
    "Connection: Upgrade, close",
    `Content-Type: ${contentType}`,
    `Content-Length: ${content.byteLength}`,
  ];
  const bytes = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  return head.toString("latin1").startsWith("HEAD ") ? bytes : Buffer.concat([bytes, content]);
}
