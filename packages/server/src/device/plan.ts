import type { XmlContent } from "@asyncstatus/model";
import type { IssuedRequest } from "./async-request.ts";

/** How an asynchronous request goes. */
export interface RequestBehavior {
  /** How long it is in progress. `Infinity` is for ever. */
  readonly durationMs: number;
  /** The reason for which it fails and changes nothing. */
  readonly fail?: string;
  /** What asyncstatus says about it beside its status, once it has ended. */
  readonly additionalInfo?: XmlContent;
}

/** Decides how each asynchronous request goes, when it is issued. */
export type BehaviorOf = (request: IssuedRequest) => RequestBehavior;
