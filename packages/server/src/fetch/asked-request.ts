/** What the device's handler reads of a request. Every `Request` is one. */
export interface AskedRequest extends Pick<Request, "method" | "url" | "text"> {
  readonly headers: Pick<Headers, "get">;
}
