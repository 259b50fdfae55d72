import { Failure } from "./failure.ts";
import type { TransportRequest } from "./transport.ts";

/**
 * Why a request must not be sent, if so. Headers are checked here since the platform's own
 * refusals quote their values, tokens included.
 */
export function refusalOf({ url, headers, signal }: TransportRequest): Failure | undefined {
  if (url.protocol !== "https:") {
    return new Failure("invalid-request", `expected an https: URL, got ${url.protocol}`);
  }
  if (url.username !== "" || url.password !== "") {
    return new Failure("invalid-request", "user information in the URL; send it as a header");
  }
  const malformed = Object.entries(headers).find(
    ([name, value]) => !/^[!#$%&'*+.^`|~\w-]+$/.test(name) || !/^[\t\x20-\x7e]*$/.test(value),
  );
  if (malformed) {
    return new Failure("invalid-request", `malformed header ${JSON.stringify(malformed[0])}`);
  }
  return signal?.aborted ? new Failure("aborted", "", { cause: signal.reason }) : undefined;
}
