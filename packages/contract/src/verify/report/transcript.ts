import { TransportError, type TransportErrorCode } from "@asyncstatus/client";
import type { Exchange } from "../provider/provider.ts";
import type { ProviderSecrets } from "../provider/secrets.ts";
import { Redaction } from "./redaction.ts";

/** A request and its response, without secrets. */
export interface TranscriptEntry {
  readonly operationId: string;
  readonly version: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query?: Readonly<Record<string, string>>;
    readonly accept: string;
    readonly authorization: "none" | "basic" | "bearer";
    /** The names of the form fields; their values are secrets. */
    readonly form?: readonly string[];
  };
  readonly response:
    | {
        readonly status: number;
        /** Those that describe the body or the status. */
        readonly headers: Readonly<Record<string, string>>;
        /** `null` if the body is not UTF-8, or can't be shown without a secret. */
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
  const { operationId, version, accept = "application/xml", authorization, query, form } = request;
  return {
    operationId,
    version,
    request: {
      method,
      path,
      ...(query && { query }),
      accept,
      authorization: typeof authorization === "object" ? "bearer" : authorization,
      ...(form && { form: Object.keys(form) }),
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
            body:
              operationId === "requestToken" && result.status < 400
                ? redaction.tokenBody(result.body)
                : redaction.body(result.body),
          },
  };
}
