/** The connection of a request. */
export interface Connection {
  /** Aborted when the client goes before the response was sent. */
  readonly signal: AbortSignal;
  /** The port that the client connected to, if there is one. */
  readonly localPort?: number;
  /** Cuts the connection at once: without a response, or in the middle of one. */
  destroy(): void;
}

/**
 * Responds to a request. `Response.error()`, the Fetch standard's network error, cuts the connection.
 *
 * The body of a response is collected and sent with its length. A body whose `content-length` the
 * handler sets is sent chunk by chunk instead: it may be slow, stall, or end in the middle with
 * `connection.destroy()`.
 */
export type Handler = (request: Request, connection: Connection) => Response | Promise<Response>;
