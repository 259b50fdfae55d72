import { subscribe, unsubscribe } from "node:diagnostics_channel";
import {
  type Attributes,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { DiagnosticsChannel, DiagnosticsMessages } from "./diagnostics.ts";

/** Options of {@link traceWaits}. */
export interface TracingOptions {
  /** @default the global tracer provider's tracer `@asyncstatus/client` */
  readonly tracer?: Tracer;
}

type Handlers = {
  readonly [Name in DiagnosticsChannel]: (message: DiagnosticsMessages[Name]) => void;
};

/**
 * Creates OpenTelemetry spans for the waits of this process: one span per wait, with its requests as
 * child spans and its {@link WaitEvent}s as events. Requests outside a wait get spans of their own.
 * Spans contain no secrets.
 *
 * @returns A function that ends tracing.
 */
export function traceWaits(options: TracingOptions = {}): () => void {
  const { tracer = trace.getTracer("@asyncstatus/client") } = options;
  const waits = new Map<number, Span>();
  const requests = new Map<number, Span>();

  const handlers: Handlers = {
    "asyncstatus:wait:start": ({ waitId, operation, submission }) => {
      const attributes = {
        "asyncstatus.operation": operation,
        "asyncstatus.submission": submission,
      };
      waits.set(waitId, tracer.startSpan(`wait ${operation}`, { attributes }));
    },
    "asyncstatus:wait:event": ({ waitId, event }) => {
      waits.get(waitId)?.addEvent(event.type, attributesOf(event));
    },
    "asyncstatus:wait:end": ({ waitId, outcome }) => {
      const span = waits.get(waitId);
      waits.delete(waitId);
      span?.setAttribute("asyncstatus.outcome", outcome?.outcome ?? "unfinished");
      if (outcome && "confidence" in outcome) {
        span?.setAttribute("asyncstatus.confidence", outcome.confidence);
      }
      if (outcome?.outcome === "failed") {
        span?.setStatus({ code: SpanStatusCode.ERROR, message: outcome.errorMessage ?? "failed" });
      }
      span?.end();
    },
    "asyncstatus:request:start": ({ requestId, waitId, operationId, method, url }) => {
      const { hostname, port, pathname } = new URL(url);
      const attributes = {
        "http.request.method": method,
        "server.address": hostname,
        "server.port": Number(port || 443),
        "url.path": pathname,
      };
      const parent = waitId === undefined ? undefined : waits.get(waitId);
      const within = parent ? trace.setSpan(context.active(), parent) : context.active();
      const span = tracer.startSpan(
        operationId ?? `${method} ${new URL(url).pathname}`,
        { kind: SpanKind.CLIENT, attributes },
        within,
      );
      requests.set(requestId, span);
    },
    "asyncstatus:request:end": ({ requestId, status, errorCode }) => {
      const span = requests.get(requestId);
      requests.delete(requestId);
      if (status !== undefined) span?.setAttribute("http.response.status_code", status);
      if (errorCode !== undefined) {
        span?.setAttribute("error.type", errorCode);
        span?.setStatus({ code: SpanStatusCode.ERROR });
      }
      span?.end();
    },
  };

  const entries = Object.entries(handlers).map(([name, handle]) => {
    // Each channel has the messages that its handler accepts.
    const listener = (message: unknown) => handle(message as never);
    subscribe(name, listener);
    return { name, listener };
  });
  return () => {
    for (const { name, listener } of entries) unsubscribe(name, listener);
    for (const span of [...requests.values(), ...waits.values()]) span.end();
  };
}

function attributesOf(event: DiagnosticsMessages["asyncstatus:wait:event"]["event"]): Attributes {
  switch (event.type) {
    case "progress": {
      const { attribution, reason, operationState } = event;
      return {
        "asyncstatus.attribution": attribution,
        "asyncstatus.reason": reason,
        ...(operationState && {
          "asyncstatus.operation_state.operation": operationState.operation,
        }),
        ...(operationState && { "asyncstatus.operation_state.status": operationState.status }),
      };
    }
    case "poll-failed":
    case "renewal-failed":
      return { "exception.message": event.error.message };
    case "foreign-link":
      return { "asyncstatus.link": event.link };
    case "reconnected":
    case "token-renewed":
    case "lock-lost":
    case "ended":
      return {};
  }
}
