/** Further content of an error response. */
export interface HttpErrorDetails {
  /** The `link` of the error item: text that may hold URLs. */
  readonly link?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error that is answered with its status, 4xx or 5xx. The client reads its message. */
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
