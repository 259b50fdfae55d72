import type { WaitMessages } from "./operation/wait-event.ts";
import type { RequestMessages } from "./request/api.ts";

/**
 * The messages that the client publishes on Node.js's `diagnostics_channel`, by channel. No message
 * contains a password, a token or a header. Browsers get none.
 */
export interface DiagnosticsMessages extends RequestMessages, WaitMessages {}

/** The name of a channel. */
export type DiagnosticsChannel = keyof DiagnosticsMessages;

/** Receives the messages of one connection. */
export type DiagnosticsLogger = (
  ...args: {
    [Channel in DiagnosticsChannel]: [channel: Channel, message: DiagnosticsMessages[Channel]];
  }[DiagnosticsChannel]
) => void;
