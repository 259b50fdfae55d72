import { text } from "node:stream/consumers";
import { changeState, StateError, type StateHandlers } from "./change-state.ts";
import { startLoopbackServer } from "./loopback-server.ts";
import type { ProviderValues } from "./states.ts";

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
  change: (request: unknown) => Promise<ProviderValues>,
): Promise<StateServer> {
  const failures: StateError[] = [];
  const server = await startLoopbackServer(async (request, response) => {
    try {
      const values = await change(JSON.parse(await text(request)));
      const headers = { "content-type": "application/json" };
      response.writeHead(200, headers).end(JSON.stringify(values));
    } catch (error) {
      const failure =
        error instanceof StateError
          ? error
          : new StateError("invalid-request", `The request can't be read: ${error}`, error);
      failures.push(failure);
      response.writeHead(400, { "content-type": "text/plain" }).end(failure.message);
    }
  });
  return { ...server, url: `http://127.0.0.1:${server.port}/`, failures };
}
