import { encode, type OperationState } from "@asyncstatus/model";
import {
  createHandler,
  Device,
  type DeviceOptions,
  type Listener,
  listen,
} from "@asyncstatus/server";

/** Replaces a response of the device. */
export type Alteration = (
  request: Request,
  respond: () => Promise<Response>,
) => Response | Promise<Response>;

export const credentials = { user: "admin", password: "pass&<word>canary-in-the-mine" } as const;

export const administrator = {
  name: credentials.user,
  password: credentials.password,
  administrator: true,
};

export const unaltered: Alteration = (_request, respond) => respond();

/** The reference device on HTTPS, with altered responses. */
export interface AlteredDevice extends AsyncDisposable {
  readonly device: Device;
  readonly listener: Listener;
  /** Options for `verifyProvider`. */
  readonly options: {
    readonly url: string;
    readonly credentials: typeof credentials;
    readonly tls: { readonly fingerprint256: string };
  };
}

export async function startAltered(
  alter: Alteration = unaltered,
  options: Partial<DeviceOptions> = {},
): Promise<AlteredDevice> {
  const durations = { verify: 50, save: 50, activate: 50 };
  const device = new Device({ users: [administrator], durations, ...options });
  const handler = createHandler(device);
  const listener = await listen((request) => alter(request, async () => handler(request)));
  return {
    device,
    listener,
    options: { url: listener.url, credentials, tls: { fingerprint256: listener.fingerprint256 } },
    [Symbol.asyncDispose]: () => listener.close(),
  };
}

/** Alters the body of successful responses of a path. */
export function alterBody(
  path: string,
  change: (body: string) => string,
  changes: { readonly mediaType?: string } = {},
): Alteration {
  return async (request, respond) => {
    const response = await respond();
    if (!new URL(request.url).pathname.endsWith(path) || response.status >= 400) return response;
    const headers = new Headers(response.headers);
    if (changes.mediaType !== undefined) headers.set("content-type", changes.mediaType);
    return new Response(change(await response.text()), { status: response.status, headers });
  };
}

export function xmlResponse(body: string, status = 200): Response {
  return new Response(body, { status, headers: { "content-type": "application/xml" } });
}

export function errorResponse(status: number, errorMessage: string): Response {
  const value = { data: {}, messages: [{ errorMessage }], links: [] };
  return xmlResponse(encode("ErrorResponse", value), status);
}

/** The status of an operation, or of none. */
export function statusResponse(operationState?: OperationState): Response {
  const data = { ...(operationState && { operationState }) };
  return xmlResponse(encode("AsyncStatusResponse", { data, messages: [], links: [] }));
}
