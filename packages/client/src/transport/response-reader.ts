import { Failure } from "./failure.ts";
import type { TransportResponse } from "./transport.ts";

/** The default of `maxResponseBytes`: the largest response that can be decoded, except pages of elements. */
export const defaultMaxResponseBytes = 131_072;

/** Reads one response in parts. Each method throws a {@link Failure} as soon as it is unacceptable. */
export class ResponseReader {
  readonly #maxBytes: number;
  #status = 0;
  #headers: TransportResponse["headers"] = {};
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get hasHeaders(): boolean {
    return this.#status !== 0;
  }

  /** @param headers By lowercase name. */
  readHead(status: number, headers: TransportResponse["headers"]): void {
    this.#status = status;
    this.#headers = headers;
    const encoding = headers["content-encoding"] ?? "identity";
    if (encoding.toLowerCase() !== "identity") {
      throw new Failure("content-encoding", `expected none, got ${JSON.stringify(encoding)}`, {
        expected: "identity",
        actual: encoding,
      });
    }
    if (this.#contentLength > this.#maxBytes) throw this.#tooLarge(String(this.#contentLength));
  }

  readChunk(chunk: Uint8Array): void {
    this.#length += chunk.length;
    if (this.#length > this.#maxBytes) throw this.#tooLarge();
    this.#chunks.push(chunk);
  }

  finish(): TransportResponse {
    // A 204 and a 304 have no body; their Content-Length is that of another response.
    const hasBody = this.#status !== 204 && this.#status !== 304;
    if (hasBody && this.#length < this.#contentLength) {
      const [expected, actual] = [String(this.#contentLength), String(this.#length)];
      const detail = `expected ${expected} bytes, got ${actual}`;
      throw new Failure("body-truncated", detail, { expected, actual });
    }
    const body = new Uint8Array(this.#length);
    let offset = 0;
    for (const chunk of this.#chunks) {
      body.set(chunk, offset);
      offset += chunk.length;
    }
    return { status: this.#status, headers: this.#headers, body };
  }

  get #contentLength(): number {
    return Number(this.#headers["content-length"] ?? 0);
  }

  #tooLarge(actual?: string): Failure {
    const detail = `expected at most ${this.#maxBytes} bytes, got ${actual ?? "more"}`;
    return new Failure("body-too-large", detail, { expected: String(this.#maxBytes), actual });
  }
}
