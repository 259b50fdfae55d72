import { TransportError, type TransportErrorCode } from "@asyncstatus/client";
import type { Exchange } from "../provider/provider.ts";
import type { Secrets } from "../provider/secrets.ts";
import { Redaction } from "./redaction.ts";

/** One request and its answer, without secrets. */
export interface TranscriptEntry {
  readonly operationId: string;
  readonly version: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query?: Readonly<Record<string, string>>;
    readonly accept: string;
    readonly authorization: "none" | "basic" | "bearer";
    /** The names of its form fields; their values are secrets. */
    readonly form?: readonly string[];
  };
  readonly answer:
    | {
        readonly status: number;
        /** Those that say how the body is to be read. */
        readonly headers: Readonly<Record<string, string>>;
        /** The body; `null` where it is no UTF-8, or cannot be shown without what is secret in it. */
        readonly body: string | null;
      }
    | { readonly failed: TransportErrorCode };
}

/** What went over the wire, to be sent in. `transcript.schema.json` of this package describes it. */
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

/** Writes down what went over the wire, without credentials, tokens, host names and addresses. */
export function transcriptOf(
  exchanges: readonly Exchange[],
  about: { readonly endpoint: URL; readonly user: string; readonly secrets: Secrets },
): Transcript {
  const redaction = new Redaction(about);
  for (const { answer } of exchanges) {
    if (!(answer instanceof TransportError)) redaction.learn(answer.body);
  }
  return {
    format: "asyncstatus-transcript",
    formatVersion: 1,
    entries: exchanges.map((exchange) => entryOf(exchange, redaction)),
  };
}

function entryOf(
  { request, method, path, answer }: Exchange,
  redaction: Redaction,
): TranscriptEntry {
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
    answer:
      answer instanceof TransportError
        ? { failed: answer.code }
        : {
            status: answer.status,
            headers: Object.fromEntries(
              shownHeaders.flatMap((name) => {
                const value = answer.headers[name];
                return value === undefined ? [] : [[name, redaction.text(value)]];
              }),
            ),
            body:
              operationId === "requestToken" && answer.status < 400
                ? redaction.tokenBody(answer.body)
                : redaction.body(answer.body),
          },
  };
}
