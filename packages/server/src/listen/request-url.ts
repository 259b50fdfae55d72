/** `host` and `port` of RFC 3986 without percent-encoding: nothing that could add a user or a path. */
const authority = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{0,5})?$/i;

/** The last one that was found. A client that waits asks for the same each time, and parsing is slow. */
let last = { target: "/", host: "localhost", url: "https://localhost/" };

/**
 * The URL that a request asks for, from its target and its one `Host` header; undefined where they
 * do not make one on that host (RFC 9112, sections 3.2 and 3.3).
 */
export function requestUrl(target: string, hosts: readonly string[] = []): string | undefined {
  const [host] = hosts;
  if (host === undefined || hosts.length > 1) return undefined;
  if (host === last.host && target === last.target) return last.url;
  const url = parse(target, host);
  if (url !== undefined) last = { target, host, url };
  return url;
}

function parse(target: string, host: string): string | undefined {
  if (!authority.test(host)) return undefined;
  const origin = URL.parse(`https://${host}`)?.origin;
  if (origin === undefined) return undefined;
  // Joined as text: as a relative reference, a target such as "//elsewhere/" would name a host.
  if (target.startsWith("/")) return URL.parse(`${origin}${target}`)?.href;
  // The absolute form, which every server has to accept.
  const url = URL.parse(target);
  return url?.origin === origin && url.username === "" && url.password === ""
    ? url.href
    : undefined;
}
