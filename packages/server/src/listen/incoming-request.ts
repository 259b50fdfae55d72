import type { AskedRequest } from "../fetch/asked-request.ts";
import { IncomingHeaders } from "./incoming-headers.ts";
import type { RawHeaders } from "./raw-headers.ts";

/** What came in, as Node.js has it. */
export interface Incoming {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: RawHeaders;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** A request of which only that is made which somebody reads: to make a `Request` takes long. */
export class IncomingRequest implements AskedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHeaders;
  readonly #body: Uint8Array<ArrayBuffer> | null;

  constructor({ method, url, rawHeaders, body }: Incoming) {
    this.method = method;
    this.url = url;
    this.headers = new IncomingHeaders(rawHeaders);
    this.#body = body;
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(this.#body ?? undefined);
  }

  /** The same as the platform has it. */
  toRequest(): Request {
    const { method, url } = this;
    return new Request(url, { method, headers: this.headers.toHeaders(), body: this.#body });
  }
}
