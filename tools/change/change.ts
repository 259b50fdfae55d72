/** How much a change asks of who uses the packages, the least first. */
export const sizes = ["none", "patch", "minor", "major"] as const;

/** The size of a change, as semantic versioning has it; `none` where there is none. */
export type Size = (typeof sizes)[number];

/** One change of the specification. */
export interface Change {
  readonly size: Size;
  /** Where, as in `v1.2 AsyncStatusData.operationState`. */
  readonly place: string;
  /** What became of it. */
  readonly what: string;
}

/** The largest of some sizes. */
export function largest(found: readonly Size[]): Size {
  return sizes[Math.max(0, ...found.map((size) => sizes.indexOf(size)))] ?? "none";
}
