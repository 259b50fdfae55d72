import type { Outcome } from "@asyncstatus/client";

const all: Record<Outcome["outcome"], true> = {
  succeeded: true,
  failed: true,
  superseded: true,
  lost: true,
  "submission-unknown": true,
  "timed-out": true,
  aborted: true,
};

/** All outcomes. A missing one is a compile error. */
export const outcomes = Object.keys(all);
