import type { Clock } from "@asyncstatus/client";

/** Requests that scripts submit. */
export type Action = "verify" | "save" | "activate";

/** Final claim of a script about its request. */
export type Claim = "succeeded" | "failed" | "gave up";

/** Response to a raw request. */
export interface RawResponse {
  readonly status: number;
  readonly xml: string;
}

/** Starting point of scripts in the field: raw requests, and regular expressions on the responses. */
export interface Script {
  /** Sends a request. Rejects if no response comes. */
  call(method: string, path: string): Promise<RawResponse>;
  submit(action: Action): Promise<RawResponse>;
  /** Polls asyncstatus. Operation and status are empty if the response has none. */
  poll(): Promise<{ readonly operation: string; readonly status: string; readonly http: number }>;
  /** Requests a token and uses it from then on. */
  logIn(): Promise<void>;
  sleep(ms: number): Promise<void>;
}

/** Device that a script talks to. */
export interface ScriptTarget {
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly clock: Pick<Clock, "sleep">;
}

/** Logs in as scripts in the field do. */
export async function startScript(target: ScriptTarget): Promise<Script> {
  const basic = `Basic ${btoa(`${target.user}:${target.password}`)}`;
  let authorization = basic;
  const call: Script["call"] = async (method, path) => {
    const headers = { accept: "application/xml", authorization };
    const response = await target.fetch(`${target.url}/rest/v1.2/${path}`, { method, headers });
    return { status: response.status, xml: await response.text() };
  };
  const script: Script = {
    call,
    submit: (action) =>
      call(action === "activate" ? "POST" : "PUT", `configuration/management?action=${action}`),
    poll: async () => {
      const { status: http, xml } = await call("GET", "admin/asyncstatus");
      const [, operation = "", status = ""] =
        /<operation>(.*)<\/operation>.*<status>(.*)<\/status>.*<\/response>\s*$/s.exec(xml) ?? [];
      return { operation, status, http };
    },
    logIn: async () => {
      authorization = basic;
      const { xml } = await call("POST", "auth/token");
      authorization = `Bearer ${/<accessToken>(.+)<\/accessToken>/.exec(xml)?.[1]}`;
    },
    sleep: (ms) => target.clock.sleep(ms),
  };
  await script.logIn();
  return script;
}
