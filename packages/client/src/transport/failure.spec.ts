import { expect, test } from "vitest";
import type { TransportErrorCode } from "../errors/transport-error.ts";
import { Failure, toFailure } from "./failure.ts";

test.each<[code: string, before: TransportErrorCode, after: TransportErrorCode]>([
  ["ECONNREFUSED", "refused", "body-truncated"],
  ["ENOTFOUND", "name-not-found", "body-truncated"],
  ["EAI_AGAIN", "name-not-found", "body-truncated"],
  ["EHOSTUNREACH", "unreachable", "body-truncated"],
  ["ENETUNREACH", "unreachable", "body-truncated"],
  ["EPERM", "unreachable", "body-truncated"],
  ["ETIMEDOUT", "timeout", "body-truncated"],
  ["UND_ERR_CONNECT_TIMEOUT", "timeout", "body-truncated"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "not-https", "body-truncated"],
  ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "tls-failed", "body-truncated"],
  ["EPROTO", "tls-failed", "body-truncated"],
  ["CERT_HAS_EXPIRED", "tls-untrusted", "body-truncated"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls-untrusted", "body-truncated"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls-untrusted", "body-truncated"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "tls-untrusted", "body-truncated"],
  ["ECONNRESET", "reset", "body-truncated"],
  ["EPIPE", "reset", "body-truncated"],
  ["UND_ERR_SOCKET", "reset", "body-truncated"],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "malformed-response", "body-truncated"],
  ["HPE_INVALID_EOF_STATE", "malformed-response", "body-truncated"],
  ["HPE_INVALID_HEADER_TOKEN", "malformed-response", "malformed-response"],
  ["UND_ERR_HEADERS_OVERFLOW", "malformed-response", "malformed-response"],
  ["UND_ERR_DESTROYED", "closed", "body-truncated"],
  ["UND_ERR_INVALID_ARG", "invalid-request", "body-truncated"],
  ["ESOMETHING", "failed", "body-truncated"],
])("%s is %s before the response's headers, and %s after them", (code, before, after) => {
  const error = Object.assign(new Error("what happened"), { code });
  expect([toFailure(error, false).code, toFailure(error, true).code]).toEqual([before, after]);
});

test.each<[what: string, error: Error, detail: string]>([
  [
    "its message",
    Object.assign(new Error("connect to x"), { code: "ECONNREFUSED" }),
    "connect to x",
  ],
  [
    "its code if it has no message",
    Object.assign(new AggregateError([]), { code: "ECONNREFUSED" }),
    "ECONNREFUSED",
  ],
  [
    "its code if the message is from OpenSSL",
    Object.assign(new Error("40CDCCF8BF7F0000:error:"), { code: "ERR_SSL_X" }),
    "ERR_SSL_X",
  ],
])("the detail of a failure is the error's: %s", (_what, error, detail) => {
  expect(toFailure(error, false).message).toBe(detail);
});

test("returns a failure unchanged", () => {
  const failure = new Failure("timeout");
  expect(toFailure(failure, true)).toBe(failure);
});
