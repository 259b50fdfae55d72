import { isIP } from "node:net";
import {
  checkServerIdentity,
  connect as connectTls,
  createSecureContext,
  type SecureContextOptions,
  type TLSSocket,
} from "node:tls";
import { longestTimerMs } from "@asyncstatus/model/clock";
import type { buildConnector } from "undici";
import { untrustedReason } from "../errors/transport-error.ts";
import { Failure, toFailure } from "./failure.ts";
import { readTlsOptions, type TlsOptions, type Trust } from "./tls.ts";

/** Opens TLS connections, with undici's interface of a connector. */
export interface TlsConnector {
  readonly connect: buildConnector.connector;
  /** Ends every connection, including those that are still being established. */
  close(): void;
}

/**
 * Creates a connector that passes on a connection only after its certificate is accepted, so that no
 * byte of a request is written before. TLS sessions are not resumed, because a resumed session has no
 * certificate to check.
 *
 * @throws {OptionError} If a TLS option is invalid.
 */
export function tlsConnector(options: TlsOptions, connectTimeoutMs: number): TlsConnector {
  const trust = readTlsOptions(options);
  const secureContext = createSecureContext(authoritiesOf(trust));
  const sockets = new Set<TLSSocket>();

  const connect: buildConnector.connector = ({ hostname, port }, callback) => {
    const name = options.serverName ?? hostname;
    const socket = connectTls({
      host: hostname,
      port: port === "" ? 443 : Number(port),
      secureContext,
      // RFC 6066 does not allow an address.
      servername: isIP(name) ? "" : name,
      checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate),
      // Does not accept every certificate: checkCertificate() decides on every connection. With true,
      // Node.js would end the connection first, and the error could not name the fingerprint.
      rejectUnauthorized: false,
    });
    // Without it, the request waits until the device acknowledges the last handshake message.
    socket.setNoDelay(true);
    sockets.add(socket);

    let settled = false;
    const settle = (failure: Failure | undefined): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      if (failure === undefined) {
        callback(null, socket);
      } else {
        socket.destroy();
        callback(failure, null);
      }
    };
    const timer = setTimeout(
      () => settle(new Failure("timeout", `no connection within ${connectTimeoutMs} ms`)),
      Math.min(connectTimeoutMs, longestTimerMs),
    );
    socket.once("secureConnect", () => settle(checkCertificate(socket, trust, name)));
    socket.on("error", (error) => settle(toFailure(error, false)));
    socket.once("close", () => {
      sockets.delete(socket);
      settle(new Failure("closed"));
    });
  };

  return {
    connect,
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function checkCertificate(socket: TLSSocket, trust: Trust, name: string): Failure | undefined {
  // Not getPeerX509Certificate(): each call removes a certificate from the chain
  // (https://github.com/nodejs/node/issues/65579).
  const actual = socket.getPeerCertificate().fingerprint256;
  switch (trust.by) {
    case "authorities": {
      if (socket.authorized) return undefined;
      const code = String(socket.authorizationError);
      const reason = untrustedReason(code);
      const detail =
        reason === "name-mismatch"
          ? `it is not for ${name}; set tls.serverName to the name in the certificate`
          : `${code}; set tls.ca to the certificate, or compare the fingerprint ${actual} with the ` +
            "one that the device itself shows and set tls.fingerprint256";
      return new Failure("tls-untrusted", detail, { reason, actual, cause: new Error(code) });
    }
    case "fingerprint": {
      if (trust.fingerprints.includes(actual)) return undefined;
      const expected = trust.fingerprints.join(" or ");
      return new Failure(
        "tls-fingerprint-mismatch",
        `expected ${expected}, got ${actual}; ` +
          "if the device has a new certificate, set tls.fingerprint256 to its fingerprint",
        { expected, actual },
      );
    }
    case "nothing":
      return undefined;
  }
}

function authoritiesOf(trust: Trust): SecureContextOptions {
  // Loading the authorities of Node.js takes as long as a handshake.
  if (trust.by !== "authorities") return { ca: [] };
  // Accepts a device's own certificate as `ca` even if an authority signed it.
  return trust.ca ? { ca: [...trust.ca], allowPartialTrustChain: true } : {};
}
