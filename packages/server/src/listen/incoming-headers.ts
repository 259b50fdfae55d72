import { headerValues, type RawHeaders, toHeaders } from "./raw-headers.ts";

/** The headers of a request, which are not made into more than they are until somebody reads them all. */
export class IncomingHeaders implements Pick<Headers, "get" | typeof Symbol.iterator> {
  readonly #raw: RawHeaders;

  constructor(raw: RawHeaders) {
    this.#raw = raw;
  }

  get(name: string): string | null {
    const values = headerValues(this.#raw, name);
    // How several become one depends on the name.
    return values.length > 1 ? this.toHeaders().get(name) : (values[0] ?? null);
  }

  [Symbol.iterator](): ReturnType<Headers[typeof Symbol.iterator]> {
    return this.toHeaders()[Symbol.iterator]();
  }

  /** The same as the platform has them. */
  toHeaders(): Headers {
    return toHeaders(this.#raw);
  }
}
