import type { Tarball } from "../pack/pack.ts";
import { run } from "../run.ts";
import { distTagOf } from "./dist-tag.ts";
import type { Provenance } from "./provenance.ts";

/** What became of a package. */
export interface Published {
  readonly name: string;
  readonly version: string;
  readonly tag: string;
  /** Whether it was there already. */
  readonly before: boolean;
}

/**
 * Publishes tarballs as they are, one after the other; what is there already stays, so that a release that
 * broke off goes on where it was.
 */
export async function publish(
  tarballs: readonly Tarball[],
  registry: string,
  provenance: Provenance,
): Promise<readonly Published[]> {
  const published: Published[] = [];
  for (const tarball of tarballs) {
    const tag = distTagOf(tarball.version);
    const before = await isThere(tarball, registry);
    if (!before) {
      const proof = provenance === "given" ? ["--provenance"] : [];
      const args = ["publish", tarball.file, "--access", "public", "--tag", tag, ...proof];
      await run("npm", [...args, "--registry", registry], { cwd: tarball.origin });
    }
    published.push({ name: tarball.name, version: tarball.version, tag, before });
  }
  return published;
}

async function isThere({ name, version }: Tarball, registry: string): Promise<boolean> {
  const response = await fetch(new URL(name.replace("/", "%2f"), registry), {
    headers: { accept: "application/vnd.npm.install-v1+json" },
  });
  if (response.status === 404) return false;
  if (!response.ok) throw new Error(`The registry answered ${response.status} about ${name}.`);
  const { versions } = (await response.json()) as { versions: Record<string, unknown> };
  return Object.hasOwn(versions, version);
}
