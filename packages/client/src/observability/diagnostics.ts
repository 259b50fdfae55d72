import type { OperationName } from "@asyncstatus/model";
import type { OperationId } from "@asyncstatus/model/operations";
import type { FinalOutcome } from "../operation/outcome.ts";
import type { WaitEvent } from "../operation/wait-event.ts";

/**
 * What the client publishes on Node.js's `diagnostics_channel`, by channel. No message holds a
 * password, a token or a header. Nothing is made up where nobody has subscribed, nor in a browser.
 */
export interface DiagnosticsMessages {
  /** A request is about to be put. */
  "asyncstatus:request:start": {
    /** Ties the end to the start. */
    readonly requestId: number;
    /** The wait that it belongs to, if it does. */
    readonly waitId?: number;
    readonly operationId: OperationId;
    readonly method: string;
    /** Without the query. */
    readonly url: string;
  };
  /** A request was answered, or was not. */
  "asyncstatus:request:end": {
    readonly requestId: number;
    readonly waitId?: number;
    /** The HTTP status, where there was an answer. */
    readonly status?: number;
    /** Why there was none that can be used: the `code` of the error. */
    readonly errorCode?: string;
    readonly durationMs: number;
  };
  /** Somebody begins to wait for an operation. */
  "asyncstatus:wait:start": {
    readonly waitId: number;
    readonly operation: OperationName;
    readonly submission: "accepted" | "unknown";
  };
  /** What happens while waiting: labels with their reasons, failed looks, renewals. */
  "asyncstatus:wait:event": { readonly waitId: number; readonly event: WaitEvent };
  /** Nobody waits any more: the outcome is known, or all have left before. */
  "asyncstatus:wait:end": { readonly waitId: number; readonly outcome?: FinalOutcome };
}

/** The name of a channel. */
export type DiagnosticsChannel = keyof DiagnosticsMessages;

// Asked for in this way, bundlers for browsers do not stumble over a module of Node.js.
const diagnosticsChannel = globalThis.process?.getBuiltinModule?.("node:diagnostics_channel");

let ids = 0;

/** A number for a request or a wait, not used before in this process. */
export function nextId(): number {
  ids += 1;
  return ids;
}

/** Publishes a message, where anybody listens. */
export function publish<Name extends DiagnosticsChannel>(
  name: Name,
  message: () => DiagnosticsMessages[Name],
): void {
  const channel = diagnosticsChannel?.channel(name);
  if (channel?.hasSubscribers) channel.publish(message());
}
