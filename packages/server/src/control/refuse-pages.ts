import { ControlError } from "./control-error.ts";

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Refuses what a page in a browser could send: whatever names its origin or says that it comes from
 * a page, and, so that no name that somebody lets point here makes it the page's own origin, whatever
 * asks another host than this computer. That bodies have to be JSON keeps forms out.
 *
 * @throws {ControlError} `forbidden`
 */
export function refusePages({ headers, url }: Request): void {
  const site = headers.get("sec-fetch-site");
  if (headers.has("origin") || (site !== null && site !== "none")) {
    throw new ControlError("forbidden", "Expected no page of a browser to ask");
  }
  if (!loopback.has(new URL(url).hostname)) {
    throw new ControlError("forbidden", "Expected a Host header of localhost or 127.0.0.1");
  }
}
