/** What the exit code of a command means. The help, the documentation and the tests read this table. */
export const exitCodes = {
  succeeded: { code: 0, meaning: "it took effect" },
  failed: { code: 1, meaning: "the device says that it failed" },
  usage: { code: 2, meaning: "the command or a setting is not right" },
  unknown: { code: 3, meaning: "superseded, lost or unknown: look at the evidence" },
  refused: { code: 4, meaning: "the user or the password is not accepted, or may not do it" },
  stillRunning: { code: 5, meaning: "still running at the deadline; can be taken up again" },
  unreachable: { code: 6, meaning: "not reachable, or its certificate is not trusted" },
  locked: { code: 7, meaning: "the lock is held by somebody else, or the device is busy" },
  interrupted: { code: 130, meaning: "interrupted; can be taken up again" },
} as const satisfies Record<string, { readonly code: number; readonly meaning: string }>;

/** A code, by what it means. */
export type ExitReason = keyof typeof exitCodes;

// For several hosts. What may have happened to a device weighs more than what kept us from asking it.
const fromBestToWorst: readonly ExitReason[] = [
  "succeeded",
  "usage",
  "refused",
  "unreachable",
  "locked",
  "stillRunning",
  "unknown",
  "failed",
  "interrupted",
];

/** The worst of what several hosts ended with. */
export function worstOf(reasons: readonly ExitReason[]): ExitReason {
  return fromBestToWorst.findLast((reason) => reasons.includes(reason)) ?? "succeeded";
}
