import {
  type Clock,
  connect,
  type RestVersion,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from "@asyncstatus/client";
import { undiciTransport } from "@asyncstatus/client/undici";
import { encode } from "@asyncstatus/model";
import type { ClientContext, Interaction } from "../interactions/interaction.ts";
import { operationOf } from "../interactions/operation-of.ts";
import { token, users } from "../interactions/users.ts";
import { httpTransport } from "./http-transport.ts";

/**
 * Runs a client against Pact's mock server. The mock gets only the request of the interaction; other
 * requests, for example the login, get a successful response here.
 */
export function mockContext(interaction: Interaction, mockUrl: string): ClientContext {
  const { version } = interaction;
  let nowMs = 0;
  const clock: Clock = {
    now: () => nowMs,
    date: () => new Date(nowMs),
    sleep: async (ms) => {
      nowMs += ms;
    },
    // No timers: each interaction is one request.
    after: () => () => {},
  };
  const { protocol, host } = new URL(mockUrl);
  let authorization: string | undefined;
  return {
    async connect({ credentials = users.administrator, ...options } = {}) {
      // The mock has a new certificate for each interaction.
      const mock =
        protocol === "https:" ? undiciTransport({ tls: { insecure: true } }) : httpTransport();
      const transport: Transport = {
        request(request) {
          authorization = request.headers.authorization;
          return isAbout(interaction, request)
            ? mock.request(alter(interaction, request))
            : Promise.resolve(success(version, request));
        },
        close: () => mock.close(),
      };
      return connect({ host, version, credentials, clock, transport, ...options });
    },
    advance(ms) {
      nowMs += ms;
    },
    lastAuthorization: () => authorization,
  };
}

function isAbout(
  { operationId, request: { element, form }, version }: Interaction,
  { method, url, body }: TransportRequest,
): boolean {
  // A form distinguishes a renewal from a login.
  const isSameKind = (body !== undefined) === ((form ?? element) !== undefined);
  return isSameKind && operationOf(version, method, url.pathname) === operationId;
}

function alter({ altered }: Interaction, request: TransportRequest): TransportRequest {
  const url = new URL(request.url);
  for (const [name, value] of Object.entries(altered?.query ?? {}))
    url.searchParams.set(name, value);
  return {
    ...{ ...request, url },
    // The only method that is used here is one of the client's.
    method: (altered?.method as TransportRequest["method"]) ?? request.method,
    headers: { ...request.headers, ...altered?.headers },
  };
}

function success(version: RestVersion, { method, url }: TransportRequest): TransportResponse {
  const id = operationOf(version, method, url.pathname);
  if (id === "lockConfiguration" || id === "unlockConfiguration") {
    return { status: 204, headers: {}, body: new Uint8Array() };
  }
  return {
    status: 200,
    headers: { "content-type": "application/xml" },
    body: new TextEncoder().encode(successBody(id, version)),
  };
}

function successBody(id: ReturnType<typeof operationOf>, version: RestVersion): string {
  const envelope = { messages: [], links: [] };
  switch (id) {
    case "requestToken": {
      const data = { accessToken: token };
      return encode("AccessTokenResponse", { data, ...envelope }, { version });
    }
    case "getAsyncStatus":
      return encode("AsyncStatusResponse", { data: {}, ...envelope }, { version });
    case "getConfigurationVersions": {
      const data = { configVersions: { currentVersion: 1, runningVersion: 1 } };
      return encode("ConfigurationVersionsResponse", { data, ...envelope }, { version });
    }
    case "getSystemStatus":
      return encode("SystemStatusResponse", { data: {}, ...envelope }, { version });
    default:
      throw new Error(`The client sends ${id} only as the request of an interaction.`);
  }
}
