import {
  createHandler,
  Device,
  type DeviceOptions,
  type Listener,
  listen,
} from "@asyncstatus/server";

/** Makes another answer of the right one. */
export type Alteration = (
  request: Request,
  answer: () => Promise<Response>,
) => Response | Promise<Response>;

export const credentials = { user: "admin", password: "pass&<word>canary-in-the-mine" } as const;

/** The reference device on HTTPS, its answers altered. */
export interface AlteredDevice extends AsyncDisposable {
  readonly device: Device;
  readonly listener: Listener;
  /** What verifies it. */
  readonly options: {
    readonly url: string;
    readonly credentials: typeof credentials;
    readonly tls: { readonly fingerprint256: string };
  };
}

export const rightAnswers: Alteration = (_request, answer) => answer();

/** Starts the reference device behind an alteration. */
export async function startAltered(
  alter: Alteration = rightAnswers,
  options: Partial<DeviceOptions> = {},
): Promise<AlteredDevice> {
  const durations = { verify: 50, save: 50, activate: 50 };
  const device = new Device({ users: [administrator], durations, ...options });
  const handler = createHandler(device);
  const listener = await listen((request) => alter(request, () => handler(request)));
  return {
    device,
    listener,
    options: { url: listener.url, credentials, tls: { fingerprint256: listener.fingerprint256 } },
    [Symbol.asyncDispose]: () => listener.close(),
  };
}

export const administrator = {
  name: credentials.user,
  password: credentials.password,
  administrator: true,
};

/** Changes the text of a body, and nothing else of its answer. */
export function alterBody(
  path: string,
  change: (body: string) => string,
  changes: { readonly status?: number; readonly mediaType?: string } = {},
): Alteration {
  return async (request, answer) => {
    const right = await answer();
    if (!new URL(request.url).pathname.endsWith(path) || (right.status >= 400 && !changes.status)) {
      return right;
    }
    const headers = new Headers(right.headers);
    if (changes.mediaType !== undefined) headers.set("content-type", changes.mediaType);
    const body = change(await right.text());
    return new Response(body, { status: changes.status ?? right.status, headers });
  };
}
