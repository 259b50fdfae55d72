const outcomes = [
  "succeeded, proven",
  "succeeded, documented",
  "failed, proven",
  "failed, documented",
  "failed, proven, of another request",
  "failed, documented, of another request",
  "commit continues",
];
const deadlines = ["late submission", "commit overdue"];

/** The kinds of false verdicts that a profile is known to cause, although it breaks no assumption. */
export const knownFalse: Readonly<Record<string, readonly string[]>> = {
  calm: ["lock released early"],
  "shows late": outcomes,
  "coarse uptime": ["lost, denied"],
  "late delivery": ["lock left", "submission-unknown, denied"],
  renewals: outcomes,
  locks: [...outcomes, "lock left"],
  "renewal that logs in": outcomes,
  "equal host names": outcomes,
  resume: [...deadlines, "lost, denied"],
  "resume soon": [...deadlines, "lost, denied"],
  "own requests": [...outcomes, "lock left"],
  "two clients": outcomes,
  deadlines,
  "verify lists faults": ["commit ignores faults"],
  "suspended computer": outcomes,
  "aging messages": outcomes,
  mixed: [
    ...outcomes,
    ...deadlines,
    "lock left",
    "lock released early",
    "lost, denied",
    "submission-unknown, denied",
  ],
};
