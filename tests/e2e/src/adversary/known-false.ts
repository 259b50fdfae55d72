import type { Profile } from "./profile.ts";

/** The kinds of false verdicts that a profile is known to cause, although it breaks no assumption. */
<<<<<<< HEAD
const knownFalse: Readonly<Record<string, readonly string[]>> = {
  calm: ["lock released early"],
  "shows late": outcomes,
  "slow network": [...outcomes, ...deadlines, "lock left"],
  "lagging versions": outcomes,
  "coarse uptime": ["lost, denied"],
  "lost responses": ["lock left"],
  "refused reads": ["lock left"],
  "late delivery": ["lock left", "submission-unknown, denied"],
  renewals: outcomes,
  "one session": outcomes,
  "short tokens": outcomes,
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
=======
const knownFalse: Readonly<Record<string, readonly string[]>> = {};
>>>>>>> b808aec (Make each outcome true for late statuses, renewals and repeats)

/**
 * Returns the reason why a kind of false verdict does not fail a run: `breaks`, if the profile breaks what
 * the verdict rests on; `known`, if it is to be fixed.
 */
export function excuse(profile: Profile, kind: string): "breaks" | "known" | undefined {
  if (profile.breaks !== undefined) return "breaks";
  if (profile.contradicts !== undefined && kind.includes("documented")) return "breaks";
  // By its definition, another user may have submitted the request.
  if (kind.includes("probable")) return "breaks";
  return knownFalse[profile.name]?.includes(kind) ? "known" : undefined;
}
