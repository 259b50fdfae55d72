/** What else an answer of this status says. */
export interface HttpErrorDetails {
  /** The item's `link`: a text with URLs, or the like, that the client may want instead. */
  readonly link?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that is answered with a status of 4xx or 5xx. Its message is what the client reads. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly status: number;
  readonly details: HttpErrorDetails;

  constructor(status: number, message: string, details: HttpErrorDetails = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }
}
