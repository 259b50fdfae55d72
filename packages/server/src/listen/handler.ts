/** The connection that a request came on, for a handler that does more than answer. */
export interface Connection {
  /** Aborted when the connection is gone before the answer was sent: ends a handler's waiting. */
  readonly signal: AbortSignal;
  /** Cuts the connection at once: without an answer, or in the middle of one. */
  destroy(): void;
}

/**
 * Answers a request; both are shaped as the Fetch standard shapes them.
 *
 * The body of a response is collected, then sent with its length. But a body whose `Content-Length`
 * the handler states itself is sent as it comes, a chunk at a time: so it may be slow, or stop for
 * ever, or end in the middle by `connection.destroy()`.
 */
export type Handler = (request: Request, connection: Connection) => Response | Promise<Response>;
