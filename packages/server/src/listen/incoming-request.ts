import type { AskedRequest } from "../fetch/asked-request.ts";
import { headerValues, type RawHeaders, toHeaders } from "./raw-headers.ts";

/** What came in, as Node.js has it. */
export interface Incoming {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: RawHeaders;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** A request of which only that is made which somebody reads: to make a `Request` takes long. */
export class IncomingRequest implements AskedRequest {
  readonly #incoming: Incoming;

  constructor(incoming: Incoming) {
    this.#incoming = incoming;
  }

  get method(): string {
    return this.#incoming.method;
  }

  get url(): string {
    return this.#incoming.url;
  }

  get headers(): AskedRequest["headers"] {
    return { get: (name) => getHeader(this.#incoming.rawHeaders, name) };
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(this.#incoming.body ?? undefined);
  }

  /** The same as the platform has it. */
  toRequest(): Request {
    const { method, url, rawHeaders, body } = this.#incoming;
    return new Request(url, { method, headers: toHeaders(rawHeaders), body });
  }
}

function getHeader(rawHeaders: RawHeaders, name: string): string | null {
  const values = headerValues(rawHeaders, name);
  // How several become one depends on the name.
  return values.length > 1 ? toHeaders(rawHeaders).get(name) : (values[0] ?? null);
}
