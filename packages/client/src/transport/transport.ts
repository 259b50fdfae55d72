/** One HTTP request, complete in memory. */
export interface TransportRequest {
  readonly method: "GET" | "POST" | "PUT";
  /** An https: URL without user information. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Cuts the request, in flight or not. */
  readonly signal?: AbortSignal;
  /** The limit for the whole request, from connecting to the last byte of the answer. */
  readonly timeoutMs: number;
}

/** One complete HTTP answer, of any status: a redirect is handed over, not followed. */
export interface TransportResponse {
  readonly status: number;
  /** By lower-case name; the values of a repeated header are joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Carries requests to a device and answers back, and nothing more: no retry, no redirect, no
 * decompression, no cookies.
 */
export interface Transport {
  /** @throws {TransportError} where there is no complete answer. */
  request(request: TransportRequest): Promise<TransportResponse>;
  /** Cuts what is in flight and ends every connection. Later requests are refused. */
  close(): Promise<void>;
}
