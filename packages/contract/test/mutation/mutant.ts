import type { TransportResponse } from "@asyncstatus/client";

/** The kind of a mutant. */
export type MutantKind =
  | "status"
  | "content type"
  | "header"
  | "body as a whole"
  | "element removed"
  | "element renamed"
  | "element doubled"
  | "element added"
  | "text changed"
  | "text emptied"
  | "text added"
  | "attribute added"
  | "order";

/** One change of a response. */
export interface Mutant {
  readonly kind: MutantKind;
  /** Unique for the response and the kind. */
  readonly what: string;
  readonly change: (response: TransportResponse) => TransportResponse;
}
