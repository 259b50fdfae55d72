import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { changeState, StateError, type StateHandlers } from "./change-state.ts";

/** A server for the state changes of Pact's verifier. */
export interface StateServer extends AsyncDisposable {
  /** For the verifier's `--state-change-url`. */
  readonly url: string;
  /** The state changes that failed, in order. */
  readonly failures: readonly StateError[];
}

/**
 * Serves state changes on the loopback interface.
 *
 * Responds to a failed state change with 400: the verifier retries after a 5xx, for two minutes.
 */
export function serveStates(handlers: StateHandlers): Promise<StateServer> {
  return serveStateChanges((request) => changeState(handlers, request));
}

/** {@link serveStates} with one handler for all requests. */
export async function serveStateChanges(
  change: (request: unknown) => Promise<void>,
): Promise<StateServer> {
  const failures: StateError[] = [];
  const server = createServer(async (request, response) => {
    try {
      await change(JSON.parse(await text(request)));
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    } catch (error) {
      const failure =
        error instanceof StateError
          ? error
          : new StateError("invalid-request", `The request can't be read: ${error}`, error);
      failures.push(failure);
      response.writeHead(400, { "content-type": "text/plain" }).end(failure.message);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    failures,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
