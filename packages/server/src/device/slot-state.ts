import type { XmlContent } from "@asyncstatus/model";
import type { IssuedRequest } from "./async-request.ts";

/** What happens to requests when its time has come. */
export interface SlotEvent {
  readonly kind: "requestShows" | "requestEnds" | "resultForgotten";
  readonly id: number;
}

/** How a request has ended. */
export type End =
  | { readonly kind: "success" }
  | { readonly kind: "fail"; readonly reason: string }
  | { readonly kind: "cutShort" };

/** A request from its issue on, with its end once it has one. */
export interface SlotEntry {
  readonly id: number;
  readonly request: IssuedRequest;
  readonly durationMs: number;
  readonly fail?: string;
  readonly additionalInfo?: XmlContent;
  /** Whether it has come to be shown, if only until the next. */
  readonly registered: boolean;
  readonly end?: End;
}

/** The requests as plain data. */
export interface AsyncSlotState {
  readonly lastId: number;
  /** Which one asyncstatus shows. */
  readonly shown?: number;
  /** Which one it would show if there were no backups. */
  readonly shownButBackups?: number;
  /** Those that are shown, or have not ended, or are yet to be shown; in the order of their issue. */
  readonly entries: readonly SlotEntry[];
}
