import type { Profile } from "./profile.ts";

/** The kinds of false verdicts that a profile is known to cause, although it breaks no assumption. */
const knownFalse: Readonly<Record<string, readonly string[]>> = {};

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
