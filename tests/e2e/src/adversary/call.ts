import { AsyncLocalStorage } from "node:async_hooks";

const calls = new AsyncLocalStorage<number>();

/** Runs a call of the client. Its requests can be attributed to it, even among concurrent calls. */
export function runCall<Value>(call: number, run: () => Promise<Value>): Promise<Value> {
  return calls.run(call, run);
}

/** The call of the client that sends a request. */
export function currentCall(): number | undefined {
  return calls.getStore();
}
