import { credentials, origin, type World } from "./world.ts";

/** An answer, as far as scripts look at it. */
export interface RawAnswer {
  readonly status: number;
  readonly xml: string;
}

/** What scripts in the field begin with. */
export interface FieldScript {
  /** Gets a token and uses it from now on. */
  logIn(): Promise<void>;
  call(method: "GET" | "POST" | "PUT", path: string): Promise<RawAnswer>;
  /** Reads asyncstatus. */
  look(): Promise<string>;
}

/** Logs in as a script does: raw requests, and regular expressions on what comes back. */
export async function fieldScript({ fetch }: Pick<World, "fetch">): Promise<FieldScript> {
  const basic = `Basic ${btoa(`${credentials.user}:${credentials.password}`)}`;
  let authorization = basic;
  const call: FieldScript["call"] = async (method, path) => {
    const response = await fetch(`${origin}/rest/v1.2/${path}`, {
      method,
      headers: { accept: "application/xml", authorization },
    });
    return { status: response.status, xml: await response.text() };
  };
  const logIn = async () => {
    authorization = basic;
    const { xml } = await call("POST", "auth/token");
    authorization = `Bearer ${/<accessToken>(.+)<\/accessToken>/.exec(xml)?.[1]}`;
  };
  await logIn();
  return { call, logIn, look: async () => (await call("GET", "admin/asyncstatus")).xml };
}
