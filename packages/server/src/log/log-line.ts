import { escapeForTerminal, jsonForTerminal } from "@asyncstatus/model/text";

/** One exchange of the access log. */
export interface LoggedExchange {
  readonly at: Date;
  readonly method: string;
  readonly url: string;
  /** 0 if the connection ended without a response. */
  readonly status: number;
  readonly tookMs: number;
}

const maxTargetLength = 500;

/**
 * Writes one exchange on one line, without headers and bodies. Of the query it shows only the values of
 * `action`, since others may be secrets in the wrong place. Characters of the request cannot start a
 * line, or hide or reorder a part of one.
 */
export function logLine({ at, method, url, status, tookMs }: LoggedExchange): string {
  const { pathname, searchParams } = new URL(url);
  const query = [...searchParams].map(([name, value]) =>
    name === "action" ? `action=${value}` : `${name}=…`,
  );
  const target = query.length === 0 ? pathname : `${pathname}?${query.join("&")}`;
  const shown = target.length > maxTargetLength ? `${target.slice(0, maxTargetLength)}…` : target;
  const outcome = status === 0 ? "no response" : status;
  return `${at.toISOString()} ${escapeForTerminal(method)} ${jsonForTerminal(shown)} ${outcome} ${tookMs.toFixed(0)} ms`;
}
