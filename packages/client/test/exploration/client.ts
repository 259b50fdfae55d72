import type { Confirmation } from "../../src/operation/conclude.ts";
import type { FinalOutcome } from "../../src/operation/outcome.ts";
import type { Baseline, WaitState } from "../../src/operation/wait-state.ts";
import type { Interned } from "./interning.ts";
import type { Name } from "./world.ts";

/** Where our client stands. */
export type Client =
  /** Asks for the baseline, one thing after the other. */
  | { readonly at: "baseline"; readonly known: Interned<Baseline>; readonly heard: number }
  /** The device has taken the request; its answer is under way. */
  | { readonly at: "submitting"; readonly known: Interned<Baseline> }
  /** About to ask, after a look that failed or not. */
  | {
      readonly at: "waiting";
      readonly wait: Interned<WaitState>;
      readonly next: "poll" | "identify" | "confirm";
      readonly failed: boolean;
    }
  /** Has asked for the slot. */
  | { readonly at: "looking"; readonly wait: Interned<WaitState>; readonly elapsedMs: number }
  /** The device has answered; the answer is under way. */
  | {
      readonly at: "hearing";
      readonly wait: Interned<WaitState>;
      readonly operationState: Interned<Look>;
    }
  /** Asks for the versions and the system, one after the other. */
  | {
      readonly at: "confirming";
      readonly wait: Interned<WaitState>;
      readonly known: Interned<Confirmation>;
      readonly heard: number;
    }
  | {
      readonly at: "ended";
      readonly wait: Interned<WaitState>;
      readonly outcome: Interned<FinalOutcome>;
    }
  /** The deadline came. */
  | { readonly at: "timed out" }
  /** Nothing was submitted: an error, and nothing to wait for. */
  | { readonly at: "refused" };

/** What the slot showed. */
export type Look = Pick<Baseline, "operationState">;

export type Reading = "system" | "operationState" | "versions";

/** What our client does, or meets. */
export type Act =
  | { readonly kind: "asks" | "is answered" | "hears"; readonly what: Reading }
  | { readonly kind: "is refused the versions" | "a look fails" | "cannot start" }
  | { readonly kind: "submits"; readonly operation: Name; readonly fate: "taken" | "lost" }
  | { readonly kind: "is accepted" | "the answer is lost" }
  | { readonly kind: "finds the lock lost" | "gives up" };

/** A short text that is the same for equal clients, and for no others. */
export function clientKey(client: Client): string {
  switch (client.at) {
    case "baseline":
      return `b${client.known.id},${client.heard}`;
    case "submitting":
      return `s${client.known.id}`;
    case "waiting":
      return `w${client.wait.id}${client.next}${client.failed}`;
    case "looking":
      return `l${client.wait.id},${client.elapsedMs}`;
    case "hearing":
      return `h${client.wait.id},${client.operationState.id}`;
    case "confirming":
      return `c${client.wait.id},${client.known.id},${client.heard}`;
    case "ended":
      return `e${client.wait.id},${client.outcome.id}`;
    case "timed out":
    case "refused":
      return client.at;
  }
}

/** Once our client has a verdict, it no longer looks at the slot. */
export function mayLookAtSlot(client: Client): boolean {
  switch (client.at) {
    case "waiting":
      return client.next !== "confirm";
    case "baseline":
    case "submitting":
    case "looking":
    case "hearing":
      return true;
    default:
      return false;
  }
}
