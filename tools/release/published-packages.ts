/** A package that is published. */
export interface PublishedPackage {
  readonly name: string;
  /** Its folder, from the root of the workspace. */
  readonly folder: string;
}

/** What is published, each after what it needs. */
export const publishedPackages = [
  { name: "@asyncstatus/model", folder: "packages/model" },
  { name: "@asyncstatus/client", folder: "packages/client" },
  { name: "@asyncstatus/server", folder: "packages/server" },
  { name: "@asyncstatus/contract", folder: "packages/contract" },
  { name: "asyncstatus", folder: "packages/cli" },
] as const satisfies readonly PublishedPackage[];

export type PackageName = (typeof publishedPackages)[number]["name"];
