import { formatXml } from "./format-xml.ts";

/** A request with its answer, as a reader is shown it. */
export interface Exchange {
  readonly method: string;
  /** What follows `/rest/v1.2/`, the query included. */
  readonly path: string;
  /** The request's head, and its body where it has one. No secret is in it. */
  readonly request: string;
  readonly answer: ExchangeAnswer;
}

/** What came back: an answer, or nothing of the kind. */
export type ExchangeAnswer =
  | { readonly kind: "none" }
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly type: string;
      readonly body: string;
    };

/** An answer in a few words. */
export function summarize({ path, answer }: Exchange): string {
  if (answer.kind === "none") return "the connection is reset";
  const { status, body, type } = answer;
  const reason = textOf(body, "errorMessage");
  if (status >= 400) return reason ? `${status}: ${reason}` : `${status}`;
  if (status === 204) return "204";
  if (!type.startsWith("application/xml")) return `${status}, ${type || "no media type"}`;
  if (path === "admin/asyncstatus") return slotOf(body);
  if (path === "configuration/versions") {
    return `saved ${textOf(body, "currentVersion")}, running ${textOf(body, "runningVersion")}`;
  }
  if (path === "system/status") {
    const uptime = textOf(body, "uptimeSeconds") ?? textOf(body, "upTime");
    return `${textOf(body, "hostName")}, ${textOf(body, "role")}, up ${uptime} s`;
  }
  if (path === "auth/token") return "a token";
  if (status === 202) return "202, taken";
  return `${status}`;
}

/** What asyncstatus shows, in a few words. */
function slotOf(body: string): string {
  const operation = textOf(body, "operation");
  if (!body.trimEnd().endsWith("</response>")) return "cannot be read";
  if (operation === undefined) return "no request shown";
  const reason = textOf(body, "errorMessage");
  return `${operation} ${textOf(body, "status")}${reason ? `: ${reason}` : ""}`;
}

function textOf(xml: string, element: string): string | undefined {
  return new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];
}

const longest = 1_500;

/** A body as it is shown: indented where it is XML, cut where it is long, without its token. */
export function shownBody(body: string, type: string): string {
  const short = body.replace(/(<accessToken>)[^<]*/, "$1…");
  if (short.length > longest) {
    return `${short.slice(0, longest)}…\n(${body.length.toLocaleString("en")} characters in all)`;
  }
  return type.startsWith("application/xml") ? formatXml(short) : short;
}
