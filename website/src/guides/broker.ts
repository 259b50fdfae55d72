import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** The parts of a Pact broker that publish one contract and its results. */
export interface Broker extends AsyncDisposable {
  readonly url: string;
  readonly published: unknown;
  readonly results: readonly unknown[];
}

/** Starts a broker without contracts, for one consumer and one provider. */
export async function startBroker(): Promise<Broker> {
  let published: object | undefined;
  const results: unknown[] = [];
  const href = (path: string) => ({ href: `${url}${path}` });
  const routes: Record<string, (request: IncomingMessage) => unknown> = {
    "GET /": () => ({
      _links: {
        "pb:publish-contracts": href("contracts/publish"),
        "pb:latest-provider-pacts": {
          ...href("pacts/provider/{provider}/latest"),
          templated: true,
        },
      },
    }),
    "POST /contracts/publish": async (request) => {
      const body = (await json(request)) as { contracts: { content: string }[] };
      const [contract] = body.contracts;
      published = JSON.parse(Buffer.from(contract?.content ?? "", "base64").toString());
      return { notices: [{ type: "success", text: "Published." }], _links: {} };
    },
    "GET /pacts/provider/rest-v1.2/latest": () => ({
      _links: { pacts: [{ ...href("pacts/latest"), name: "asyncstatus-client" }] },
    }),
    "GET /pacts/latest": () => ({
      ...published,
      _links: {
        self: href("pacts/latest"),
        "pb:publish-verification-results": href("results"),
        "pb:provider": { ...href("pacticipants/rest-v1.2"), name: "rest-v1.2" },
      },
    }),
    "GET /pacticipants/rest-v1.2": () => ({
      name: "rest-v1.2",
      _links: {
        self: href("pacticipants/rest-v1.2"),
        "pb:branch-version": {
          ...href("pacticipants/rest-v1.2/branches/{branch}/versions/{version}"),
          templated: true,
        },
      },
    }),
    "PUT /pacticipants/rest-v1.2/branches/main/versions/2.0.0": () => ({}),
    "POST /results": async (request) => {
      results.push(await json(request));
      return { _links: {} };
    },
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://broker");
    // The verifier encodes more than it must.
    const route = routes[`${request.method} ${decodeURIComponent(pathname)}`];
    const body = await route?.(request);
    response
      .writeHead(route ? 200 : 404, { "content-type": "application/hal+json" })
      .end(JSON.stringify(body ?? { error: `${request.method} ${pathname}` }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    get published() {
      return published;
    },
    results,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
