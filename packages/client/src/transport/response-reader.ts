import { Failure } from "./failure.ts";
import type { TransportResponse } from "./transport.ts";

/** Takes in one answer piece by piece, and refuses it as soon as it cannot be accepted. */
export class ResponseIntake {
  readonly #limitBytes: number;
  #status = 0;
  #headers: TransportResponse["headers"] = {};
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get headersCame(): boolean {
    return this.#status !== 0;
  }

  /**
   * @param headers by lower-case name
   * @throws {Failure}
   */
  head(status: number, headers: TransportResponse["headers"]): void {
    this.#status = status;
    this.#headers = headers;
    const encoding = headers["content-encoding"] ?? "identity";
    if (encoding.toLowerCase() !== "identity") {
      throw new Failure("content-encoding", `expected none, got ${JSON.stringify(encoding)}`, {
        expected: "identity",
        actual: encoding,
      });
    }
    if (this.#announced > this.#limitBytes) throw this.#tooLarge(String(this.#announced));
  }

  /** @throws {Failure} */
  data(chunk: Uint8Array): void {
    this.#length += chunk.length;
    if (this.#length > this.#limitBytes) throw this.#tooLarge();
    this.#chunks.push(chunk);
  }

  /** @throws {Failure} */
  end(): TransportResponse {
    // These two announce the length of the body that another request would have got.
    const bodiless = this.#status === 204 || this.#status === 304;
    if (this.#length < this.#announced && !bodiless) {
      const [expected, actual] = [String(this.#announced), String(this.#length)];
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

  get #announced(): number {
    return Number(this.#headers["content-length"] ?? 0);
  }

  #tooLarge(actual?: string): Failure {
    const detail = `expected at most ${this.#limitBytes} bytes, got ${actual ?? "more"}`;
    return new Failure("body-too-large", detail, { expected: String(this.#limitBytes), actual });
  }
}
