import type { Outcome } from "@asyncstatus/client";

const every: Record<Outcome["outcome"], true> = {
  succeeded: true,
  failed: true,
  superseded: true,
  lost: true,
  "submission-unknown": true,
  "timed-out": true,
  aborted: true,
};

/** Every outcome that there is: one that is new does not compile until it stands here. */
export const outcomes = Object.keys(every);
