import { OptionError } from "../errors/option-error.ts";

/**
 * The origin of a device's REST API.
 *
 * @param host A name or an address, with a port where it is not 443, as in `10.0.0.2`,
 *   `sbc.example.net:8443` or `[2001:db8::2]`; or an `https:` URL of it.
 * @throws {OptionError} where it is anything else. Spellings that a URL parser would quietly turn
 *   into another address (`0177.0.0.1`, which is 127.0.0.1) are refused too.
 */
export function parseEndpoint(host: string): URL {
  const refuse = (why: string) => new OptionError("host", `${JSON.stringify(host)} ${why}`);
  const text = host.includes("://") ? host : `https://${host}`;
  if (!URL.canParse(text)) throw refuse("is not a host name or an address");
  const url = new URL(text);
  if (url.protocol !== "https:") throw refuse("is not https:, and nothing else is spoken");
  if (url.username || url.password) throw refuse("holds a user or a password; give `credentials`");
  if (url.pathname !== "/" || url.search || url.hash) {
    throw refuse("has a path; give the host and the port alone");
  }
  const authority = text.slice("https://".length).replace(/\/$/, "").toLowerCase();
  if (authority !== url.host && authority !== `${url.host}:443`) {
    throw refuse(`would mean ${url.host}; write it so`);
  }
  return url;
}
