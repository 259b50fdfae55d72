/** Exit codes and their meanings. Help, documentation and tests read this table. */
export const exitCodes = {
  succeeded: { code: 0, meaning: "succeeded" },
  failed: { code: 1, meaning: "failed: the device reported a failure" },
  usage: { code: 2, meaning: "invalid command line, setting or REST version" },
  unknown: {
    code: 3,
    meaning: "unknown: the result is only probable, or unclear; see the evidence",
  },
  refused: { code: 4, meaning: "login failed, or the user lacks permission" },
  stillRunning: {
    code: 5,
    meaning: "still running at the deadline; the command to resume is shown, if any",
  },
  unreachable: { code: 6, meaning: "no usable response, or the certificate isn't trusted" },
  locked: {
    code: 7,
    meaning: "another user's lock, request or edits; or the lock was lost",
  },
  toDo: {
    code: 8,
    meaning: "with --detailed-exit-code: differences, or a plan with something to do",
  },
  interrupted: { code: 130, meaning: "interrupted; a wait can be resumed" },
} as const satisfies Record<string, { readonly code: number; readonly meaning: string }>;

/** Name of an exit code. */
export type ExitReason = keyof typeof exitCodes;

/** An exit code. */
export type ExitCode = (typeof exitCodes)[ExitReason]["code"];

// For several hosts. What may have happened to a device outweighs what prevented a request.
const fromBestToWorst: readonly ExitReason[] = [
  "succeeded",
  "toDo",
  "usage",
  "refused",
  "unreachable",
  "locked",
  "stillRunning",
  "unknown",
  "failed",
  "interrupted",
];

/** Returns the worst of several exit codes. */
export function worstOf(codes: readonly ExitCode[]): ExitCode {
  const worst = fromBestToWorst.findLast((reason) => codes.includes(exitCodes[reason].code));
  return exitCodes[worst ?? "succeeded"].code;
}
