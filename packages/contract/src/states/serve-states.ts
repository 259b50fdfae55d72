import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { changeState, type StateHandlers } from "./change-state.ts";
import { StateError } from "./state-error.ts";

/** Where a verifier changes the states of a provider. */
export interface StateServer extends AsyncDisposable {
  /** For the verifier's `--state-change-url`. */
  readonly url: string;
  /** What went wrong so far, in the order in which it did. */
  readonly failures: readonly StateError[];
}

/**
 * Serves the state changes of a provider to Pact's verifier, on the loopback interface.
 *
 * A state that is unknown or cannot be set is answered 400: the verifier takes a 5xx for something
 * that passes, and asks again for two minutes.
 */
export function serveStates(handlers: StateHandlers): Promise<StateServer> {
  return serveStateChanges((request) => changeState(handlers, request));
}

/** {@link serveStates}, for whoever does more at a change of state than to change it. */
export async function serveStateChanges(
  change: (request: unknown) => Promise<void>,
): Promise<StateServer> {
  const failures: StateError[] = [];
  const server = createServer((request, response) => {
    answer(change, request, response).catch((error: unknown) => {
      const failure =
        error instanceof StateError
          ? error
          : new StateError("invalid-request", `The request cannot be read: ${error}`, error);
      failures.push(failure);
      response.writeHead(400, { "content-type": "text/plain" }).end(failure.message);
    });
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

async function answer(
  change: (request: unknown) => Promise<void>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await change(JSON.parse(await text(request)));
  response.writeHead(200, { "content-type": "application/json" }).end("{}");
}
