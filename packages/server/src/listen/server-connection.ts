import type { IncomingMessage, ServerResponse } from "node:http";
import type { Connection } from "./handler.ts";

/** The connection of a request to a Node.js server. */
export class ServerConnection implements Connection {
  readonly #incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;
  #signal: AbortSignal | undefined;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse) {
    this.#incoming = incoming;
    this.#outgoing = outgoing;
  }

  /** Made when asked for: few handlers wait, and it costs more than making the request. */
  get signal(): AbortSignal {
    this.#signal ??= abortedWhenGone(this.#outgoing);
    return this.#signal;
  }

  destroy(): void {
    this.#outgoing.destroy();
    // An answer that is behind another on its connection has no hold of the socket yet.
    this.#incoming.socket.destroy();
  }
}

function abortedWhenGone(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController();
  if (outgoing.destroyed) controller.abort();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) controller.abort();
  });
  return controller.signal;
}
