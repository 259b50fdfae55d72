import {
  TransportError,
  type TransportErrorCode,
  type TransportResponse,
} from "@asyncstatus/client";
import type { OperationId } from "@asyncstatus/model/operations";
import type { Exchange, ProviderRequest } from "../provider/provider.ts";
import type { ProviderSecrets } from "../provider/secrets.ts";
import { Redaction } from "./redaction.ts";

/** A request and its response, without secrets. */
export interface TranscriptEntry {
  readonly operationId: string;
  readonly version: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query?: Readonly<Record<string, string | readonly string[]>>;
    readonly accept: string;
    readonly authorization: "none" | "basic" | "bearer";
    /** The names of the form fields; their values are secrets. */
    readonly form?: readonly string[];
    /** The body in XML. */
    readonly body?: string;
  };
  readonly response:
    | {
        readonly status: number;
        /** Those that describe the body or the status. */
        readonly headers: Readonly<Record<string, string>>;
        /** `null` if the body is not UTF-8, or may have a secret, such as the elements that were found. */
        readonly body: string | null;
      }
    | { readonly failed: TransportErrorCode };
}

/** All requests and responses, without secrets, as `transcript.schema.json` describes them. */
export interface Transcript {
  readonly format: "asyncstatus-transcript";
  readonly formatVersion: 1;
  readonly entries: readonly TranscriptEntry[];
}

const shownHeaders = [
  "allow",
  "content-encoding",
  "content-type",
  "retry-after",
  "www-authenticate",
];

/** Writes a transcript without credentials, tokens, host names and addresses. */
export function transcriptOf(
  exchanges: readonly Exchange[],
  about: { readonly endpoint: URL; readonly user: string; readonly secrets: ProviderSecrets },
): Transcript {
  const redaction = new Redaction(about);
  for (const { result } of exchanges) {
    if (!(result instanceof TransportError)) redaction.learn(result.body);
  }
  const entries = exchanges.map((exchange) => entryOf(exchange, redaction));
  return { format: "asyncstatus-transcript", formatVersion: 1, entries };
}

function entryOf(exchange: Exchange, redaction: Redaction): TranscriptEntry {
  const { request, method, path, result } = exchange;
  const { operationId, version, accept = "application/xml", authorization } = request;
  const { query, form, body } = request;
  return {
    operationId,
    version,
    request: {
      method,
      path,
      ...(query && { query: hideIn(query, redaction) }),
      accept,
      authorization: typeof authorization === "object" ? "bearer" : authorization,
      ...(form && { form: Object.keys(form) }),
      ...(body !== undefined && { body: redaction.text(body) }),
    },
    response:
      result instanceof TransportError
        ? { failed: result.code }
        : {
            status: result.status,
            headers: Object.fromEntries(
              shownHeaders.flatMap((name) => {
                const value = result.headers[name];
                return value === undefined ? [] : [[name, redaction.text(value)]];
              }),
            ),
            body: bodyOf(operationId, result, redaction),
          },
  };
}

function hideIn(query: NonNullable<ProviderRequest["query"]>, redaction: Redaction) {
  const entries = Object.entries(query).map(([name, value]) => [
    name,
    typeof value === "string" ? redaction.text(value) : value.map((one) => redaction.text(one)),
  ]);
  return Object.fromEntries(entries);
}

function bodyOf(
  operationId: OperationId,
  { status, body }: TransportResponse,
  redaction: Redaction,
): string | null {
  if (status >= 400) return redaction.body(body);
  // The configuration of the device can have secrets that no one can find.
  if (operationId === "getConfigElements") return null;
  return operationId === "requestToken" ? redaction.tokenBody(body) : redaction.body(body);
}
