import { isIP } from "node:net";
import { connect } from "node:tls";
import { untrustedReason } from "@asyncstatus/client";
import { errorText } from "../error-text.ts";
import { UnreachableError } from "../errors.ts";
import type { PresentedCertificate } from "../io.ts";

const timeoutMs = 10_000;

/**
 * Reads the certificate of a host by a TLS handshake. No request and no credentials are sent.
 *
 * @throws {UnreachableError} If there is no connection within ten seconds.
 * @throws The signal's reason.
 */
export function readCertificate(
  endpoint: URL,
  signal?: AbortSignal,
): Promise<PresentedCertificate> {
  signal?.throwIfAborted();
  const host = endpoint.hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: Number(endpoint.port || 443),
      servername: isIP(host) ? "" : host,
      // Nothing is sent on this connection; the user judges the certificate.
      rejectUnauthorized: false,
    });
    // Not the socket's own time limit, which each byte of the device starts anew.
    const timer = setTimeout(
      () => socket.destroy(new Error(`no response within ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    const abort = () => {
      reject(signal?.reason);
      socket.destroy();
    };
    signal?.addEventListener("abort", abort, { once: true });
    socket.once("close", () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      reject(new UnreachableError("the host closed the connection"));
    });
    socket.once("error", (error) => reject(new UnreachableError(errorText(error))));
    socket.once("secureConnect", () => {
      const certificate = socket.getPeerX509Certificate();
      const { authorizationError } = socket;
      socket.destroy();
      if (!certificate) reject(new UnreachableError("the host presented no certificate"));
      else if (socket.authorized) resolve({ certificate });
      else resolve({ certificate, untrusted: untrustedReason(String(authorizationError)) });
    });
  });
}
