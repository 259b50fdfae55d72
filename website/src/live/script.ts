import type { Clock } from "@asyncstatus/client";

/** The requests that are made here. */
export type Action = "verify" | "save" | "activate";

/** What a script says in the end. */
export type Claim =
  /** It took effect. */
  | "took effect"
  | "failed"
  /** It does not know. */
  | "gave up";

/** What scripts begin with: raw requests, and a regular expression for what comes back. */
export interface Script {
  /** Sends a request. @throws where no answer comes */
  call(method: string, path: string): Promise<{ readonly status: number; readonly xml: string }>;
  /** Sends an asynchronous request. */
  submit(action: Action): Promise<{ readonly status: number; readonly xml: string }>;
  /** Reads what asyncstatus shows, or says that there is nothing to be read. */
  look(): Promise<{ readonly operation: string; readonly status: string; readonly http: number }>;
  /** Gets a token and uses it from now on. */
  logIn(): Promise<void>;
  sleep(ms: number): Promise<void>;
}

/** What a script needs of its device. */
export interface ScriptWorld {
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly clock: Pick<Clock, "sleep">;
}

/** Logs in as scripts in the field do. */
export async function beginScript(world: ScriptWorld): Promise<Script> {
  const basic = `Basic ${btoa(`${world.user}:${world.password}`)}`;
  let authorization = basic;
  const call: Script["call"] = async (method, path) => {
    const headers = { accept: "application/xml", authorization };
    const answer = await world.fetch(`${world.url}/rest/v1.2/${path}`, { method, headers });
    return { status: answer.status, xml: await answer.text() };
  };
  const script: Script = {
    call,
    submit: (action) =>
      call(action === "activate" ? "POST" : "PUT", `configuration/management?action=${action}`),
    look: async () => {
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
    sleep: (ms) => world.clock.sleep(ms),
  };
  await script.logIn();
  return script;
}
