/** Every shell that words can be completed in. */
export const shells = ["bash", "zsh", "fish"] as const;

/** A shell that words can be completed in. */
export type Shell = (typeof shells)[number];
