import { ControlError } from "./control-error.ts";

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Refuses requests that a page in a browser could send: those with an origin or from a page, and those
 * to another host than this computer, so that a DNS name that points here does not become a page's own
 * origin. That bodies have to be JSON keeps forms out.
 *
 * @throws {ControlError} `forbidden`
 */
export function refusePages({ headers, url }: Request): void {
  const site = headers.get("sec-fetch-site");
  if (headers.has("origin") || (site !== null && site !== "none")) {
    throw new ControlError("forbidden", "Requests from browser pages are refused.");
  }
  if (!loopback.has(new URL(url).hostname)) {
    throw new ControlError("forbidden", "Expected a Host header of localhost or 127.0.0.1.");
  }
}
