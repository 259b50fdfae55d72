/** Placeholders for base path and release in a build. `placeRelease` replaces them. */
export const placeholders = {
  base: "/asyncstatus-docs-base/",
  release: "asyncstatus-docs-release",
} as const;
