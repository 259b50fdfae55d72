/** A release that is on a site, and its pages: what the switcher reads. */
export interface Release {
  /** As in `0.2`. */
  readonly release: string;
  /** Its pages, as in `guides/x.html`. */
  readonly pages: readonly string[];
}

/** The releases of a site, newest first. Its file is `releases.json`. */
export type Releases = readonly Release[];

/** The releases with one more, or with that one anew. */
export function withRelease(releases: Releases, added: Release): Release[] {
  const others = releases.filter(({ release }) => release !== added.release);
  return [...others, added].sort((a, b) => compareReleases(b.release, a.release));
}

/** The X.Y of a version X.Y.Z. @throws {Error} where it is none */
export function releaseOf(version: string): string {
  const [, release] = /^(\d+\.\d+)\.\d+/.exec(version) ?? [];
  if (!release) throw new Error(`${version} is no version of a package.`);
  return release;
}

/** Below 0 where the first is the older one. */
export function compareReleases(a: string, b: string): number {
  const [[majorA = 0, minorA = 0], [majorB = 0, minorB = 0]] = [a, b].map((release) =>
    release.split(".").map(Number),
  ) as [number[], number[]];
  return majorA - majorB || minorA - minorB;
}
