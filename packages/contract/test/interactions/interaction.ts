import type { OperationId, RestVersion, Sbc } from "@asyncstatus/client";
import type { DocumentName, Documents } from "@asyncstatus/model";
import type { State } from "../../src/index.ts";
import type { Stage } from "./client-context.ts";

/** What the device answers. */
export interface Answer<Name extends DocumentName = DocumentName> {
  readonly status: number;
  /** The document and its value; none where the answer has no body. */
  readonly body?: { readonly document: Name; readonly value: Documents[Name] };
  /**
   * Of which form a text is, by the name of its element, where another device would say another text.
   * Everything else is exact.
   */
  readonly typed?: Readonly<Record<string, string>>;
}

/** The form of a text that may be any but none. The verifier holds the whole text to it. */
export const anyText = "^\\S.*$";

/** What happens to a request on its way, for answers to what this client never sends. */
export interface Alteration {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the client sends, beside the method and the path, which are the operation's. */
export interface Sent {
  readonly authorization: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
}

/** One request of the client to a device in a known state, its answer, and what the client makes of it. */
export interface Interaction {
  readonly version: RestVersion;
  /** Names the request and what is special about it; no other of the version has the same. */
  readonly description: string;
  /** The device comes first, see `states`. */
  readonly given: readonly [State, ...State[]];
  readonly operationId: OperationId;
  readonly sent: Sent;
  readonly altered?: Alteration;
  readonly answer: Answer;
  /** Has the real client put the request. */
  readonly act: (stage: Stage) => Promise<unknown>;
  /** What the client makes of the answer: what it returns, or the error that it throws. */
  readonly want: unknown;
}

/** Has a client that is logged in do something. */
export function loggedIn(
  act: (sbc: Sbc) => Promise<unknown>,
  options: Parameters<Stage["connect"]>[0] = {},
): Interaction["act"] {
  return async (stage) => {
    await using sbc = await stage.connect(options);
    return await act(sbc);
  };
}

/** An answer with a document and nothing to complain about. */
export function answerOf<Name extends DocumentName>(
  status: number,
  document: Name,
  data: Documents[Name]["data"],
  typed?: Answer["typed"],
  links: string[] = [],
): Answer {
  // Every document is an envelope around its own data.
  const value = { data, messages: [], links } as unknown as Documents[Name];
  return { status, body: { document, value }, ...(typed && { typed }) };
}
