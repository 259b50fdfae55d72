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
import { Failure, toFailure, untrustedReason } from "./failure.ts";
import { readTlsOptions, type TlsOptions, type Trust } from "./tls.ts";

/** What undici asks for connections. */
export interface TlsConnector {
  readonly connect: buildConnector.connector;
  /** Ends every connection, those that are still being made included. */
  close(): void;
}

/**
 * Hands over a connection only after its certificate has stood up: no byte of a request is written
 * before. No TLS session is resumed, for a resumed one shows no certificate.
 *
 * @throws {OptionError} where the TLS options cannot be meant.
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
      // RFC 6066 allows no address here.
      servername: isIP(name) ? "" : name,
      checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate),
      // Not "accept anything": refusal() decides on every connection. With true, Node.js would
      // end the connection first, and the error could not name the fingerprint.
      rejectUnauthorized: false,
    });
    // Or the request waits until the other side acknowledges the handshake's last message.
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
    socket.once("secureConnect", () => settle(refusal(socket, trust, name)));
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

function refusal(socket: TLSSocket, trust: Trust, name: string): Failure | undefined {
  // Not getPeerX509Certificate(): each call takes a certificate out of the chain that was shown
  // (https://github.com/nodejs/node/issues/65579).
  const shown = socket.getPeerCertificate().fingerprint256;
  switch (trust.by) {
    case "authorities": {
      if (socket.authorized) return undefined;
      const code = String(socket.authorizationError);
      const reason = untrustedReason(code);
      const detail =
        reason === "name-mismatch"
          ? `it is not for ${name}; set tls.serverName to the name in the certificate`
          : `${code}; set tls.ca to the certificate, or compare the fingerprint ${shown} with the ` +
            "one that the device itself shows and set tls.fingerprint256";
      return new Failure("tls-untrusted", detail, { reason, actual: shown });
    }
    case "fingerprint":
      return shown === trust.fingerprint256
        ? undefined
        : new Failure(
            "tls-fingerprint-mismatch",
            `expected ${trust.fingerprint256}, got ${shown}; ` +
              "if the device has a new certificate, set tls.fingerprint256 to its fingerprint",
            { expected: trust.fingerprint256, actual: shown },
          );
    case "nothing":
      return undefined;
  }
}

function authoritiesOf(trust: Trust): SecureContextOptions {
  // Where no authority decides, to load those of Node.js would take as long as a handshake.
  if (trust.by !== "authorities") return { ca: [] };
  // A device's own certificate is to do as `ca` where an authority has signed it, too.
  return trust.ca ? { ca: [...trust.ca], allowPartialTrustChain: true } : {};
}
