import type { Server } from "node:https";
import type { Socket } from "node:net";
import { closeAfter } from "./close-after.ts";

/** The body of the 426 response to plain HTTP. */
export interface UpgradeRequiredBody {
  readonly contentType: string;
  readonly body: Uint8Array | string;
}

/** The first byte of a TLS handshake: its record type (RFC 8446, section 5.1). */
const tlsHandshake = 0x16;

/** The first character of every registered method. */
const methodStart = /^[A-Z]/;

/**
 * Answers plain HTTP on the TLS port with 426. Closes connections that start with other bytes, or
 * with none for `timeoutMs`.
 */
export function refusePlainHttp(
  server: Server,
  body: UpgradeRequiredBody,
  timeoutMs: number,
): void {
  // A TLS server takes connections by a listener of its own; here it waits for the first byte. A plain
  // server in front would leave this one not listening, and then Node.js does not check the time
  // limits of its requests.
  const accept = server.listeners("connection");
  server.removeAllListeners("connection");
  server.on("connection", (socket: Socket) => {
    const timer = setTimeout(() => socket.destroy(), timeoutMs).unref();
    // A reset by the client is not an error of the server.
    socket.on("error", () => {});
    socket.once("data", (bytes) => {
      clearTimeout(timer);
      if (bytes[0] === tlsHandshake) {
        socket.pause();
        socket.unshift(bytes);
        for (const listener of accept) listener.call(server, socket);
      } else if (methodStart.test(bytes.toString("latin1"))) {
        closeAfter(socket, upgradeRequired(body, bytes, new Date()));
      } else {
        socket.destroy();
      }
    });
  });
}

/** The bytes of a 426 response (RFC 9110, section 15.5.22); `head` is what the client sent. */
export function upgradeRequired(
  { contentType, body }: UpgradeRequiredBody,
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
