/** What a {@link TextResponse} says. */
export interface GivenText {
  readonly text: string;
  readonly status: number;
  /** The length is the text's. */
  readonly headers: Readonly<Record<string, string>> & { readonly "content-length"?: never };
}

/**
 * A `Response` whose body is a text, for a server to send as it is.
 *
 * The platform makes a stream of a body and an object of all headers at once, which takes as long as
 * Node.js needs for all of an answer. Here the platform's `Response` is made when somebody asks for
 * what only that one can give.
 */
export class TextResponse implements Response {
  readonly #given: GivenText;
  #platform: Response | undefined;

  constructor(given: GivenText) {
    this.#given = given;
  }

  /** What was given, as long as nobody can have read or changed any of it. */
  get given(): GivenText | undefined {
    return this.#platform ? undefined : this.#given;
  }

  get status(): number {
    return this.#given.status;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status <= 299;
  }

  get type(): Response["type"] {
    return "default";
  }

  get url(): string {
    return "";
  }

  get statusText(): string {
    return "";
  }

  get redirected(): boolean {
    return false;
  }

  get bodyUsed(): boolean {
    return this.#platform?.bodyUsed ?? false;
  }

  get headers(): Headers {
    return this.#whole.headers;
  }

  get body(): Response["body"] {
    return this.#whole.body;
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#whole.arrayBuffer();
  }

  blob(): Promise<Blob> {
    return this.#whole.blob();
  }

  bytes(): ReturnType<Response["bytes"]> {
    return this.#whole.bytes();
  }

  clone(): Response {
    return this.#whole.clone();
  }

  formData(): ReturnType<Response["formData"]> {
    return this.#whole.formData();
  }

  json(): Promise<unknown> {
    return this.#whole.json();
  }

  text(): Promise<string> {
    return this.#whole.text();
  }

  get #whole(): Response {
    const { text, status, headers } = this.#given;
    this.#platform ??= new Response(text, { status, headers });
    return this.#platform;
  }
}

// Nothing takes a response for one but by `instanceof` and by its members, all of which are above.
Object.setPrototypeOf(TextResponse.prototype, Response.prototype);
