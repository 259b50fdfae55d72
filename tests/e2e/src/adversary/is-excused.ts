import type { Profile } from "./profile.ts";

/** Returns true if the assumptions that a kind of false verdict rests on do not hold in a profile. */
export function isExcused({ breaks, contradicts }: Profile, kind: string): boolean {
  return (
    breaks !== undefined ||
    (contradicts !== undefined && kind.includes("documented")) ||
    // By its definition, another user may have submitted the request.
    kind.includes("probable")
  );
}
