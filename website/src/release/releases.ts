/** Published release with its pages. */
export interface Release {
  /** Release, such as `0.2`. */
  readonly release: string;
  /** Pages, such as `guides/x.html`. */
  readonly pages: readonly string[];
}

/** Releases of a site, newest first, as in `releases.json`. */
export type Releases = readonly Release[];

/** Adds or replaces a release. */
export function withRelease(releases: Releases, added: Release): Release[] {
  const others = releases.filter(({ release }) => release !== added.release);
  return [...others, added].sort((a, b) => compareReleases(b.release, a.release));
}

/** Returns the X.Y of a version X.Y.Z. @throws {Error} If the version is invalid. */
export function releaseOf(version: string): string {
  const [, release] = /^(\d+\.\d+)\.\d+/.exec(version) ?? [];
  if (!release) throw new Error(`${version} is not a package version.`);
  return release;
}

/** Returns a negative number if the first is older. */
export function compareReleases(a: string, b: string): number {
  const [[majorA = 0, minorA = 0], [majorB = 0, minorB = 0]] = [a, b].map((release) =>
    release.split(".").map(Number),
  ) as [number[], number[]];
  return majorA - majorB || minorA - minorB;
}
