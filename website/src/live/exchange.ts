import { formatXml } from "./format-xml.ts";

/** Request and response as shown on the page, without secrets. */
export interface Exchange {
  readonly method: string;
  /** Path after `/rest/v1.2/`, with the query. */
  readonly path: string;
  /** Headers and body of the request. */
  readonly request: string;
  readonly response: ExchangeResponse;
}

export type ExchangeResponse =
  | { readonly kind: "none" }
  | {
      readonly kind: "response";
      readonly status: number;
      readonly type: string;
      readonly body: string;
    };

/** Summarizes a response. */
export function summarize({ path, response }: Exchange): string {
  if (response.kind === "none") return "connection reset";
  const { status, body, type } = response;
  const reason = textOf(body, "errorMessage");
  if (status >= 400) return reason ? `${status}: ${reason}` : `${status}`;
  if (status === 204) return "204";
  if (!type.startsWith("application/xml")) return `${status}, ${type || "no media type"}`;
  if (path === "admin/asyncstatus") return statusOf(body);
  if (path === "configuration/versions") {
    return `saved ${textOf(body, "currentVersion")}, running ${textOf(body, "runningVersion")}`;
  }
  if (path === "system/status") {
    const uptime = textOf(body, "uptimeSeconds") ?? textOf(body, "upTime");
    return `${textOf(body, "hostName")}, ${textOf(body, "role")}, up ${uptime} s`;
  }
  if (path === "auth/token") return "token";
  if (status === 202) return "202, accepted";
  return `${status}`;
}

function statusOf(body: string): string {
  const operation = textOf(body, "operation");
  if (!body.trimEnd().endsWith("</response>")) return "unreadable";
  if (operation === undefined) return "no request shown";
  const reason = textOf(body, "errorMessage");
  return `${operation} ${textOf(body, "status")}${reason ? `: ${reason}` : ""}`;
}

function textOf(xml: string, element: string): string | undefined {
  return new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];
}

const longest = 1_500;

/** Formats a body: indents XML, hides tokens and shortens long bodies. */
export function formatBody(body: string, type: string): string {
  const short = body.replace(/(<accessToken>)[^<]*/, "$1…");
  if (short.length > longest) {
    return `${short.slice(0, longest)}…\n(${body.length.toLocaleString("en")} characters)`;
  }
  return type.startsWith("application/xml") ? formatXml(short) : short;
}
