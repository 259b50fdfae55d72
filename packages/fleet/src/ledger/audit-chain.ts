import { hashOf } from "./hash-of.ts";

/** An entry as it is stored. */
export interface StoredEntry {
  readonly number: number;
  readonly at: string;
  /** JSON. */
  readonly event: string;
}

/** An entry with its hash. */
export interface HashedEntry extends StoredEntry {
  readonly hash: string;
}

/** The end of an audit log. */
export interface AuditEnd {
  readonly entries: number;
  readonly hash: string;
}

/** Returns the hash of an entry, which continues the chain of the hash before it. */
export function auditHash(previous: string, { number, at, event }: StoredEntry): string {
  return hashOf([previous, number, at, event]);
}

/** Returns the reason why a log isn't what was written, if it isn't. */
export function findAuditProblem(
  entries: readonly HashedEntry[],
  end: AuditEnd,
): string | undefined {
  let previous = "";
  for (const [index, entry] of entries.entries()) {
    if (entry.number !== index + 1) return `entry ${index + 1} of the audit log is missing`;
    previous = auditHash(previous, entry);
    if (entry.hash !== previous) return `entry ${entry.number} of the audit log was changed`;
  }
  return entries.length === end.entries && previous === end.hash
    ? undefined
    : "entries at the end of the audit log are missing";
}
