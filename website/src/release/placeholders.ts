/**
 * What a bundle says in place of its base and of its release. They are filled in where it is put on a site,
 * so that one build serves as `latest` and as its release, below any address.
 */
export const placeholders = {
  base: "/asyncstatus-docs-base/",
  release: "asyncstatus-docs-release",
} as const;
