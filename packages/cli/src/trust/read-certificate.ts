import type { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { connect } from "node:tls";
import { UnreachableError } from "../unreachable-error.ts";

/** The certificate that somebody shows, and whether the authorities of this system vouch for it. */
export interface ShownCertificate {
  readonly certificate: X509Certificate;
  /** Why not, in the words of Node.js; absent where they do. */
  readonly notVouchedFor?: string;
}

const timeoutMs = 10_000;

/**
 * Asks who shows which certificate. Nothing but a TLS handshake is sent: no request, no credentials.
 *
 * @throws {UnreachableError} where there is no connection.
 */
export function readCertificate(endpoint: URL): Promise<ShownCertificate> {
  const host = endpoint.hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: Number(endpoint.port || 443),
      servername: isIP(host) ? "" : host,
      // Nothing is said on this connection; what it shows is for a person to judge.
      rejectUnauthorized: false,
    });
    socket.setTimeout(timeoutMs, () =>
      socket.destroy(new Error(`no answer within ${timeoutMs} ms`)),
    );
    socket.once("error", ({ message }) => reject(new UnreachableError(message)));
    socket.once("secureConnect", () => {
      const certificate = socket.getPeerX509Certificate();
      const { authorizationError } = socket;
      socket.destroy();
      if (!certificate) reject(new UnreachableError("no certificate was shown"));
      else if (socket.authorized) resolve({ certificate });
      else resolve({ certificate, notVouchedFor: String(authorizationError) });
    });
  });
}
