import { serveStates } from "../../src/index.ts";
import { startProxy } from "./proxy.ts";
import { ReferenceProvider } from "./reference-provider.ts";

/** The reference device behind one port of plain HTTP, with a server for its states. */
export interface HttpProvider extends AsyncDisposable {
  readonly port: number;
  readonly statesUrl: string;
}

export async function startProviderOnHttp(): Promise<HttpProvider> {
  const provider = new ReferenceProvider("https");
  const states = await serveStates(provider.handlers);
  const proxy = await startProxy({ provider, onExchange: () => {} });
  return {
    port: proxy.port,
    statesUrl: states.url,
    async [Symbol.asyncDispose]() {
      for (const each of [proxy, states, provider]) await each[Symbol.asyncDispose]();
    },
  };
}
