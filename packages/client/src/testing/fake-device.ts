import {
  type ConfigVersions,
  type DocumentName,
  encode,
  type OperationState,
} from "@asyncstatus/model";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import { TransportError, type TransportErrorCode } from "../errors/transport-error.ts";
import type { Transport, TransportRequest, TransportResponse } from "../transport/transport.ts";

/** A request received by the fake. */
export interface Call {
  readonly id: OperationId;
  readonly url: URL;
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string;
  readonly body: string | undefined;
  readonly at: number;
}

/** A response to give: a status with a message, a status with a body, or no response. */
export type FakeResponse =
  | { readonly status: number; readonly reason?: string; readonly headers?: Record<string, string> }
  | { readonly status: number; readonly body: string }
  | { readonly fails: TransportErrorCode; readonly notSent?: boolean };

const envelope = { messages: [], links: [] };

/** A transport to a fake device, which responds from `next` and then from its other public members. */
export class FakeDevice implements Transport {
  operationState: OperationState | undefined;
  versions: ConfigVersions = { currentVersion: 5, runningVersion: 5 };
  system: { hostName: string; role: "active" | "standby"; uptimeSeconds: number } = {
    hostName: "sbc",
    role: "active",
    uptimeSeconds: 1_000,
  };
  /** Responses to give before the regular ones, by request. */
  readonly next: Partial<Record<OperationId, FakeResponse[]>> = {};
  /** Called for each request with a regular response, to change the state of the device. */
  onCall: (call: Call) => void = () => {};
  readonly calls: Call[] = [];
  closed = false;
  /** The links of a 202. */
  links = ["https://192.0.2.1/rest/v1.2/admin/asyncstatus"];
  readonly #now: () => number;
  readonly #startedAt: number;
  #tokens = 0;

  constructor(clock: { now(): number }) {
    this.#now = () => clock.now();
    this.#startedAt = clock.now();
  }

  /** Returns the IDs of the received requests, or of those of the given kinds. */
  ids(...kinds: OperationId[]): OperationId[] {
    return this.calls.map(({ id }) => id).filter((id) => kinds.length === 0 || kinds.includes(id));
  }

  async request(request: TransportRequest): Promise<TransportResponse> {
    if (request.signal?.aborted) {
      const { method, url, signal } = request;
      throw new TransportError({
        code: "aborted",
        method,
        url,
        notSent: true,
        cause: signal.reason,
      });
    }
    const id = this.#identify(request);
    const call: Call = {
      id,
      url: request.url,
      query: Object.fromEntries(request.url.searchParams),
      authorization: request.headers.authorization ?? "",
      body: request.body,
      at: this.#now(),
    };
    this.calls.push(call);
    const response = this.next[id]?.shift();
    if (response && "fails" in response) {
      const { fails: code, notSent = false } = response;
      throw new TransportError({ code, method: request.method, url: request.url, notSent });
    }
    if (response && "body" in response) return respond(response.status, response.body);
    if (response) {
      const messages = response.reason === undefined ? [] : [{ errorMessage: response.reason }];
      const body = encode("ErrorResponse", { ...envelope, data: {}, messages });
      return respond(response.status, response.status === 204 ? "" : body, response.headers);
    }
    this.onCall(call);
    return this.#respond(id);
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  #identify({ method, url }: TransportRequest): OperationId {
    const entries = Object.entries(operations) as [OperationId, OperationDescriptor][];
    const path = url.pathname.replace(/^\/rest\/v1\.[012]\//, "/rest/{version}/");
    const found = entries.find(
      ([, operation]) => operation.method === method && operation.path === path,
    );
    if (!found) throw new Error(`no such request: ${method} ${url.pathname}`);
    return found[0];
  }

  #respond(id: OperationId): TransportResponse {
    const operationState = this.operationState && { operationState: this.operationState };
    switch (id) {
      case "requestToken":
        this.#tokens += 1;
        return documentResponse("AccessTokenResponse", { accessToken: `token-${this.#tokens}` });
      case "getAsyncStatus":
        return documentResponse("AsyncStatusResponse", operationState ?? {});
      case "getConfigurationVersions":
        return documentResponse("ConfigurationVersionsResponse", { configVersions: this.versions });
      case "getSystemStatus": {
        const passed = Math.floor((this.#now() - this.#startedAt) / 1000);
        const uptimeSeconds = this.system.uptimeSeconds + passed;
        return documentResponse("SystemStatusResponse", { ...this.system, uptimeSeconds });
      }
      case "getSupportedVersions": {
        const supportedVersions = { latestVersion: "v1.2", otherVersions: ["v1.1"] };
        return documentResponse("SupportedVersionsResponse", { supportedVersions });
      }
      case "addConfigElement":
      case "changeConfigElement":
      case "getConfigElements":
        return documentResponse("ConfigElementsResponse", []);
      case "getElementTypes":
        return documentResponse("ElementTypesResponse", []);
      case "getElementTypeMetadata":
        return documentResponse("ElementTypeMetadataResponse", []);
      case "saveVerifyOrRestore":
      case "activateOrBackUp":
        return respond(
          202,
          encode("AcceptedResponse", { ...envelope, data: {}, links: this.links }),
        );
      case "reboot":
        return respond(202, encode("AcceptedResponse", { ...envelope, data: {} }));
      case "deleteConfigElement":
      case "lockConfiguration":
      case "unlockConfiguration":
      case "switchOver":
        return respond(204, "");
      default:
        throw new Error(`no response to ${id}`);
    }
  }
}

/** Makes a response with a document. @param data The data of the document. */
export function documentResponse(name: DocumentName, data: object): TransportResponse {
  // The callers pass the data of the document.
  return respond(200, encode(name, { ...envelope, data } as never));
}

function respond(
  status: number,
  body: string,
  headers: Record<string, string> = {},
): TransportResponse {
  return { status, headers, body: new TextEncoder().encode(body) };
}
