import manifest from "../package.json" with { type: "json" };

/** The version of this package. The bundle contains it. */
export const { version } = manifest;
