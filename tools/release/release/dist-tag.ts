import { prerelease } from "semver";

/** Under which tag a version is found: `latest`, or that of the pre-releases that it is one of. */
export function distTagOf(version: string): string {
  const [first] = prerelease(version) ?? [];
  if (first === undefined) return "latest";
  if (typeof first !== "string") throw new Error(`${version} is a pre-release without a name.`);
  return first;
}
