/** One exchange, as the access log tells it. */
export interface LoggedExchange {
  readonly at: Date;
  readonly method: string;
  readonly url: string;
  /** 0 where the connection ended without an answer. */
  readonly status: number;
  readonly tookMs: number;
}

// Control characters, what breaks lines or changes their direction, and what cannot be seen.
const forging = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}"\\]/gu;

const longest = 500;

/**
 * One line about one exchange. It holds nothing of headers and bodies, and of the query only the
 * values of `action`: whatever else may be a secret that somebody put in the wrong place. No
 * character of the request can begin a line, hide or turn around a part of one.
 */
export function logLine({ at, method, url, status, tookMs }: LoggedExchange): string {
  const { pathname, searchParams } = new URL(url);
  const query = [...searchParams].map(([name, value]) =>
    name === "action" ? `action=${value}` : `${name}=…`,
  );
  const target = query.length === 0 ? pathname : `${pathname}?${query.join("&")}`;
  const answer = status === 0 ? "no answer" : status;
  return `${at.toISOString()} ${escaped(method)} "${escaped(target)}" ${answer} ${tookMs.toFixed(0)} ms`;
}

function escaped(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return short.replace(forging, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
