/** An HTTP request, complete in memory. */
export interface TransportRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** An https: URL without user information. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Cancels the request, whether it was sent or not. */
  readonly signal?: AbortSignal;
  /** The time limit for the whole request, from connecting to the last byte of the response. */
  readonly timeoutMs: number;
  /** The largest response body that the request allows, if that is more than the transport's limit. */
  readonly maxResponseBytes?: number;
}

/** A complete HTTP response with any status. Redirects are returned, not followed. */
export interface TransportResponse {
  readonly status: number;
  /** By lowercase name; the values of a repeated header are joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Sends requests to a device and returns its responses. Does not retry, follow redirects, decompress
 * or store cookies.
 */
export interface Transport {
  /** @throws {TransportError} If there is no complete response. */
  request(request: TransportRequest): Promise<TransportResponse>;
  /** Cancels the requests in flight and ends every connection. Later requests fail. */
  close(): Promise<void>;
}
