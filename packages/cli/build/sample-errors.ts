import {
  BusyError,
  DeadlineError,
  DeviceError,
  EditError,
  ElementError,
  type LockLossReason,
  LockLostError,
  LockNotReleasedError,
  OptionError,
  ResponseError,
  type ResponseErrorCode,
  type ResponseErrorDetails,
  TransportError,
  type TransportErrorCode,
  type UntrustedReason,
  VersionError,
} from "@asyncstatus/client";
import { InterruptedError, UnreachableError } from "../src/errors.ts";

const url = new URL("https://192.0.2.1/rest/v1.2/admin/asyncstatus");
const request = { operationId: "getAsyncStatus", method: "GET", url: url.href } as const;
const elements = "https://192.0.2.1/rest/v1.2/configuration/configElements";
const edit = { operationId: "addConfigElement", method: "POST", url: elements } as const;
const fingerprints = { expected: "92:F8:34:00", actual: "5E:73:1E:27" };

// Records, so that the compiler finds a value that is missing here.
const transportCodes: Readonly<Record<TransportErrorCode, string | undefined>> = {
  "invalid-request": "expected an https: URL, got http:",
  closed: undefined,
  aborted: undefined,
  timeout: undefined,
  "name-not-found": "getaddrinfo ENOTFOUND sbc-1",
  unreachable: "connect EHOSTUNREACH 192.0.2.1:443",
  refused: "connect ECONNREFUSED 192.0.2.1:443",
  reset: "read ECONNRESET",
  "not-https": "ERR_SSL_WRONG_VERSION_NUMBER",
  "tls-failed": "ERR_SSL_NO_PROTOCOLS_AVAILABLE",
  // With its reasons, below.
  "tls-untrusted": undefined,
  "tls-fingerprint-mismatch": "expected 92:F8:34:00, got 5E:73:1E:27",
  "malformed-response": "Response does not match the HTTP/1.1 protocol",
  "content-encoding": "gzip",
  "body-too-large": "more than 1048576 bytes",
  "body-truncated": "other side closed",
  "redirect-hidden": undefined,
  failed: undefined,
};

const untrusted: Readonly<Record<UntrustedReason, true>> = {
  "self-signed": true,
  "unknown-authority": true,
  expired: true,
  "not-yet-valid": true,
  "name-mismatch": true,
  other: true,
};

const responseCodes: Readonly<
  Record<ResponseErrorCode, Omit<ResponseErrorDetails, "code" | keyof typeof request>>
> = {
  redirect: { status: 302 },
  "unexpected-status": { status: 204, expectedStatuses: [200] },
  undecodable: { status: 200, detail: "Not a valid AsyncStatusResponse: the document is empty" },
};

const lossReasons: Readonly<Record<LockLossReason, true>> = {
  "token-expired": true,
  "token-refused": true,
  "renewal-unanswered": true,
  "not-held": true,
};

const refusal = (
  status: number,
  errorMessage?: string,
  of: typeof request | typeof edit = request,
) => new DeviceError({ ...of, status, messages: errorMessage ? [{ errorMessage }] : [] });

/** One error of each class and code. */
export const sampleErrors: readonly Error[] = [
  new OptionError("timeoutMs", "expected 0 or more milliseconds, got -1"),
  new OptionError("tls.fingerprint256", "expected at least one fingerprint, got none"),
  new VersionError("activateOrBackUp", "action=backup", "v1.0", ["v1.1", "v1.2"]),
  new BusyError({ operation: "save", status: "inProgress" }),
  new BusyError({ operation: "save", status: "inProgress" }, true),
  new DeadlineError("commit", 30_000),
  ...keysOf(lossReasons).map((reason) => new LockLostError(reason)),
  new LockNotReleasedError(refusal(503), transportError("timeout")),
  new LockNotReleasedError(transportError("timeout"), new LockLostError("not-held")),
  refusal(400, "Invalid value."),
  refusal(401),
  refusal(403),
  refusal(404),
  refusal(409),
  refusal(423),
  refusal(429),
  refusal(503),
  new EditError("restore", new Error("No such file."), {
    edits: [],
    backup: "asyncstatus-20260101000000000",
    state: "restored",
    left: [],
  }),
  new ElementError(refusal(409, "Duplicate element.", edit), { type: "host-route" }),
  ...keysOf(responseCodes).map(
    (code) => new ResponseError({ ...request, ...responseCodes[code], code }),
  ),
  ...keysOf(transportCodes)
    .filter((code) => code !== "tls-untrusted")
    .map(transportError),
  ...keysOf(untrusted).map((reason) => {
    const cause = reason === "other" ? { cause: new Error("INVALID_PURPOSE") } : {};
    return new TransportError({
      code: "tls-untrusted",
      method: "GET",
      url,
      notSent: true,
      reason,
      ...cause,
    });
  }),
  new InterruptedError(),
  new UnreachableError("connection refused: 192.0.2.1:443"),
];

function transportError(code: TransportErrorCode): TransportError {
  const detail = transportCodes[code];
  const given = code === "invalid-request" ? new URL(url.href.replace("https:", "http:")) : url;
  const more = code === "tls-fingerprint-mismatch" ? fingerprints : {};
  return new TransportError({ code, method: "GET", url: given, notSent: false, detail, ...more });
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(record) as Key[];
}
