import type { FinalOutcome } from "../../src/operation/outcome.ts";
import type { PollState } from "../../src/operation/poll-step.ts";
import type { Baseline, WaitState } from "../../src/operation/wait-state.ts";
import type { Interned } from "./interning.ts";
import type { TenureEvent } from "./tenure.ts";
import type { Operation } from "./world.ts";

/** The history of the lock, as the client knows it. */
export type Tenure = Interned<readonly TenureEvent[]>;

/**
 * The clock that counts the time since the submission: that of the process that submitted, or that of another
 * process that resumes, which is right, ahead or behind.
 */
export type CountedBy = "us" | "right clock" | "clock ahead" | "clock behind";

/** The state of our client. */
export type Client =
  /** Reads the parts of the baseline. */
  | {
      readonly at: "baseline";
      readonly known: Interned<Baseline>;
      readonly read: number;
      readonly tenure: Tenure;
    }
  /** The device has accepted the request; its response is in flight. */
  | { readonly at: "submitting"; readonly known: Interned<Baseline>; readonly tenure: Tenure }
  /** The next request of the poll loop is in flight. */
  | {
      readonly at: "polling";
      readonly poll: Interned<PollState>;
      readonly tenure: Tenure;
      readonly countedBy: CountedBy;
      /** When a status request was sent. The other requests have the time of their response. */
      readonly elapsedMs?: number;
    }
  /** The device has responded; the response is in flight. */
  | {
      readonly at: "receiving";
      readonly poll: Interned<PollState>;
      readonly tenure: Tenure;
      readonly countedBy: CountedBy;
      readonly status: Interned<Status>;
    }
  | {
      readonly at: "ended";
      readonly wait: Interned<WaitState>;
      readonly outcome: Interned<FinalOutcome>;
    }
  /** The deadline came before the end was seen. */
  | { readonly at: "timed out" }
  /** An error, and nothing was submitted. */
  | { readonly at: "refused" };

/** The content of a status reading. */
export type Status = Pick<Baseline, "operationState">;

export type Reading = "system" | "operationState" | "versions";

/** An action of our client, with the response to it. */
export type Act =
  | ({ readonly kind: "reads"; readonly what: Reading; readonly pauses?: boolean } & Retries)
  | { readonly kind: "responds"; readonly what: Reading }
  | ({ readonly kind: "is refused the versions" } & Retries)
  | { readonly kind: "renews" | "renews without a response"; readonly lock: "carried" | "left" }
  | { readonly kind: "resumes"; readonly countedBy: CountedBy; readonly settles: boolean }
  | { readonly kind: "acquires the lock again" | "releases the lock" }
  | { readonly kind: "cannot start" | "sends the request later" }
  | {
      readonly kind: "gets no response";
      readonly to: Reading;
      /** True after ten seconds of retries. */
      readonly long?: boolean;
      readonly pauses: boolean;
    }
  | { readonly kind: "submits"; readonly operation: Operation; readonly arrives: boolean | "later" }
  | { readonly kind: "is accepted" | "the response is lost" }
  | { readonly kind: "detects the loss of the lock" | "reaches the deadline" };

interface Retries {
  /** The failed request or the wait before it in the same step. */
  readonly after?: "a failed request" | "ten seconds";
}

/** Returns a short text that identifies the state of the client. */
export function clientKey(client: Client): string {
  switch (client.at) {
    case "baseline":
      return `b${client.known.id},${client.read},${client.tenure.id}`;
    case "submitting":
      return `s${client.known.id},${client.tenure.id}`;
    case "polling":
      return `p${client.poll.id},${client.elapsedMs ?? ""},${client.tenure.id}${client.countedBy}`;
    case "receiving":
      return `r${client.poll.id},${client.status.id},${client.tenure.id}${client.countedBy}`;
    case "ended":
      return `e${client.wait.id},${client.outcome.id}`;
    case "timed out":
    case "refused":
      return client.at;
  }
}
