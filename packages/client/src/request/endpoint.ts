import { OptionError } from "../errors/option-error.ts";

/**
 * Parses the `host` option of {@link connect}: returns the origin of the device's REST API.
 *
 * @param host A host name or an address, with a port if it is not 443, such as `10.0.0.2`,
 *   `sbc.example.net:8443` or `[2001:db8::2]`; or an `https:` URL without a path.
 * @throws {OptionError} If it is anything else, or is spelled in a way that a URL parser rewrites, such
 *   as `0177.0.0.1`, which is 127.0.0.1.
 */
export function parseEndpoint(host: string): URL {
  if (typeof host !== "string") throw new OptionError("host", "must be a host name or an address");
  // Not quoted: it may contain a password, also where a URL parser finds none.
  if (host.includes("@")) {
    throw new OptionError("host", "must not contain a user name or password");
  }
  const refuse = (why: string) => new OptionError("host", `${JSON.stringify(host)} ${why}`);
  const text = host.includes("://") ? host : `https://${host}`;
  if (!URL.canParse(text)) throw refuse("is not a host name or an address");
  const url = new URL(text);
  if (url.protocol !== "https:") throw refuse("is not an https: URL");
  if (url.pathname !== "/" || url.search || url.hash) {
    throw refuse("contains a path; set host and port only");
  }
  const authority = text.slice("https://".length).replace(/\/$/, "").toLowerCase();
  if (authority !== url.host && authority !== `${url.host}:443`) {
    throw refuse(`is read as ${url.host}; write that`);
  }
  return url;
}
