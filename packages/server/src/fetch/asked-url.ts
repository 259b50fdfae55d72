/** What the handler reads of a URL. Every `URL` is one. */
export type AskedUrl = Pick<URL, "origin" | "pathname" | "searchParams">;

const none = new URLSearchParams();

/** The last one that was taken apart: a client that waits asks for the same each time. */
let last: { readonly url: string; readonly parts: AskedUrl } | undefined;

/**
 * Takes apart the `url` of a request. It has been parsed before, and written out from that: where its
 * parts begin is plain to see, and to parse it again takes as long as all else that is checked.
 */
export function splitUrl(url: string): AskedUrl {
  if (last?.url !== url) last = { url, parts: split(url) };
  return last.parts;
}

function split(url: string): AskedUrl {
  const pathAt = url.indexOf("/", url.indexOf("://") + 3);
  const endsAt = indexOrEnd(url.indexOf("#", pathAt), url.length);
  const queryAt = indexOrEnd(url.indexOf("?", pathAt), endsAt);
  return {
    origin: url.slice(0, pathAt),
    pathname: url.slice(pathAt, queryAt),
    searchParams: queryAt < endsAt ? new URLSearchParams(url.slice(queryAt, endsAt)) : none,
  };
}

function indexOrEnd(index: number, end: number): number {
  return index === -1 || index > end ? end : index;
}
