/** The sentences that a provider can be put into, for contracts that start from them. */
export const stateNames = ["no asynchronous request was made yet"] as const;

/** One of {@link stateNames}. */
export type StateName = (typeof stateNames)[number];
