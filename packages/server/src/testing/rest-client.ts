import {
  type DocumentName,
  type Documents,
  decode,
  type RestVersion,
  restVersions,
} from "@asyncstatus/model";
import { ManualClock } from "@asyncstatus/model/clock";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import { xsdErrors } from "@asyncstatus/model/xsd-errors";
import { expect } from "vitest";
import type { Account } from "../device/actor.ts";
import type { DeviceOptions } from "../device/device.ts";
import { Device } from "../device/device.ts";
import { createHandler } from "../handler/create-handler.ts";
import { servedVersions } from "../handler/served-versions.ts";

export const origin = "https://sbc.example:8443";
export const admin: Account = {
  name: "admin",
  password: "s3cret:canary-in-the-mine",
  administrator: true,
};
export const operator: Account = { name: "operator", password: "0perate", administrator: false };

/** Options of a request beside its operation. */
export interface RequestOptions {
  readonly method?: string;
  readonly version?: string;
  readonly query?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A response whose body was validated. */
export interface ValidResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The first message, if there is one. */
  readonly errorMessage: string | undefined;
  /** Decodes the body. */
  body<Name extends DocumentName>(document: Name): Documents[Name];
}

/** The `Authorization` header of a user. */
export const basic = ({ name, password }: Pick<Account, "name" | "password">): string =>
  `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;

/** Creates a device with an administrator and an operator, and a client of its handler without a socket. */
export function createRestClient({
  versions = restVersions,
  ...options
}: Partial<DeviceOptions> & { readonly versions?: readonly RestVersion[] } = {}) {
  const served = servedVersions(versions);
  const clock = new ManualClock();
  const device = new Device({ clock, users: [admin, operator], ...options });
  const errors: unknown[] = [];
  const handle = createHandler(device, {
    versions,
    onError: (error) => errors.push(error),
  });

  /** Sends a request. Validates the body of the response with the XSD and the decoder. */
  async function ask(id: OperationId, options: RequestOptions = {}): Promise<ValidResponse> {
    const { method, path, responses }: OperationDescriptor = operations[id];
    const { version = served[0], query = "", token, headers, body } = options;
    const url = `${origin}${path.replace("{version}", version)}${query && `?${query}`}`;
    const response = await handle(
      new Request(url, {
        method: options.method ?? method,
        headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
        ...(body !== undefined && { body }),
      }),
    );
    const { status } = response;
    const text = await response.text();
    expect([...Object.keys(responses).map(Number), 405]).toContain(status);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const document = status === 405 ? "ErrorResponse" : responses[status];
    let errorMessage: string | undefined;
    if (document) {
      expect(response.headers.get("content-type")).toBe("application/xml");
      const writtenIn = served.find((known) => known === version) ?? served[0];
      expect(xsdErrors(document, text, writtenIn)).toEqual([]);
      const decoded = decode(document, Buffer.from(text));
      errorMessage = "messages" in decoded ? decoded.messages[0]?.errorMessage : undefined;
    } else {
      expect(text).toBe("");
      expect(response.headers.get("content-type")).toBeNull();
    }
    const read = <Name extends DocumentName>(name: Name) => decode(name, Buffer.from(text));
    return { status, headers: response.headers, text, errorMessage, body: read };
  }

  async function logIn(user: Account = admin): Promise<string> {
    const response = await ask("requestToken", { headers: { authorization: basic(user) } });
    return response.body("AccessTokenResponse").data.accessToken;
  }

  return { ask, clock, device, errors, handle, logIn };
}
