import {
  type ConnectOptions,
  type DeviceErrorCode,
  type RestVersion,
  restVersions,
  type Sbc,
} from "@asyncstatus/client";
import type { ConfigElement, DocumentName, Documents, Message } from "@asyncstatus/model";
import type { OperationId } from "@asyncstatus/model/operations";
import type { State } from "../../src/index.ts";

/** The response of the device. */
export interface InteractionResponse<Name extends DocumentName = DocumentName> {
  readonly status: number;
  readonly body?: { readonly document: Name; readonly value: Documents[Name] };
  /** Patterns of texts that differ between devices, by element name. All other texts are exact. */
  readonly patterns?: Readonly<Record<string, string>>;
}

/** The pattern of any text that is not empty. Pact's verifier matches the whole text. */
export const anyText = "^\\S.*$";

/** Runs the real client against the device of an interaction. */
export interface ClientContext {
  /** Connects as the administrator by default. */
  connect(options?: Partial<Pick<ConnectOptions, "renewalField" | "credentials">>): Promise<Sbc>;
  advance(ms: number): void;
  /** The `Authorization` header of the last request. */
  lastAuthorization(): string | undefined;
}

/** One request of the client to a device in a known state, and its response. */
export interface Interaction {
  readonly version: RestVersion;
  /** Unique in the version. */
  readonly description: string;
  /** The first state creates the device, see `states`. */
  readonly given: readonly [State, ...State[]];
  readonly operationId: OperationId;
  /** The request besides the operation's method and path. */
  readonly request: {
    readonly authorization: string;
    readonly query?: Readonly<Record<string, string>>;
    readonly form?: Readonly<Record<string, string>>;
    /** The element in the body. */
    readonly element?: ConfigElement;
  };
  /** Changes to the request in transit, for what this client never sends. */
  readonly altered?: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, string>>;
  };
  readonly response: InteractionResponse;
  /** Makes the real client send the request. */
  readonly run: (context: ClientContext) => Promise<unknown>;
  /** The client's result, or the fields of its error. */
  readonly want: unknown;
}

/** Runs a client that is logged in. */
export function withSession(run: (sbc: Sbc) => Promise<unknown>): Interaction["run"] {
  return async (context) => {
    await using sbc = await context.connect();
    return await run(sbc);
  };
}

/** A response with a document without messages. */
export function responseOf<Name extends Exclude<DocumentName, "ConfigElement">>(
  status: number,
  document: Name,
  data: Documents[Name]["data"],
  patterns?: InteractionResponse["patterns"],
  links: string[] = [],
): InteractionResponse {
  // Every document is an envelope around its data.
  const value = { data, messages: [], links } as unknown as Documents[Name];
  return { status, body: { document, value }, ...(patterns && { patterns }) };
}

const errorCodes: Readonly<Record<number, DeviceErrorCode>> = {
  400: "bad-request",
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  405: "refused",
  406: "refused",
  409: "conflict",
  415: "refused",
  423: "locked",
  426: "refused",
  500: "unavailable",
};

/** An error response, and the error that the client throws. */
export function refused(
  status: number,
  message: Message,
  /** A text that the vendor does not document can differ between devices. */
  text: "documented" | "free" = "free",
): Pick<Interaction, "response" | "want"> {
  const response: InteractionResponse = {
    status,
    body: { document: "ErrorResponse", value: { data: {}, messages: [message], links: [] } },
    ...(text === "free" && { patterns: { errorMessage: anyText, link: anyText } }),
  };
  return { response, want: { code: errorCodes[status], status, messages: [message] } };
}

/**
 * The version whose documents a response has: the newest (assumed) if the device does not get as far
 * as the version, or does not have it.
 */
export function documentVersion(version: RestVersion, status: number): RestVersion {
  return status === 404 || status === 426 ? restVersions[0] : version;
}
