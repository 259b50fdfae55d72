// Publishes the packages of a folder: node tools/release/publish.ts FOLDER
// It needs npm and Node.js only, so that the job with `id-token: write` installs nothing.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Tarball } from "./packages.ts";

/** The npm dist-tag of a version: `latest`, or the name of its pre-releases. */
export function distTagOf(version: string): string {
  const [, prerelease] = /^[\d.]+-([^.+]+)/.exec(version) ?? [];
  if (prerelease === undefined) return "latest";
  if (/^\d/.test(prerelease)) throw new Error(`The pre-release ${version} has no name.`);
  return prerelease;
}

/**
 * Decides if packages are published with provenance. Only a registry on this machine gets packages
 * without it.
 *
 * @throws {Error} if this process cannot prove where the packages come from
 */
export function needsProvenance(
  registry: string,
  { GITHUB_ACTIONS, ACTIONS_ID_TOKEN_REQUEST_URL }: NodeJS.ProcessEnv,
): boolean {
  if (/^(localhost|\[::1\]|127(\.\d+){3})$/.test(new URL(registry).hostname)) return false;
  if (GITHUB_ACTIONS !== "true") {
    throw new Error(`Only the release workflow publishes to ${registry}: it gives provenance.`);
  }
  if (!ACTIONS_ID_TOKEN_REQUEST_URL) throw new Error("The job needs `id-token: write`.");
  return true;
}

async function isPublished(registry: string, name: string, version: string): Promise<boolean> {
  const response = await fetch(new URL(name.replace("/", "%2f"), registry));
  if (response.status === 404) return false;
  if (!response.ok) throw new Error(`The registry responded with ${response.status} for ${name}.`);
  const { versions } = (await response.json()) as { versions: Record<string, unknown> };
  return Object.hasOwn(versions, version);
}

async function publish(folder: string): Promise<void> {
  const registry = execFileSync("npm", ["config", "get", "registry"], { encoding: "utf8" }).trim();
  const provenance = needsProvenance(registry, process.env) ? ["--provenance"] : [];
  const packages: readonly Tarball[] = JSON.parse(
    readFileSync(join(folder, "release.json"), "utf8"),
  );
  // A release that failed halfway can be run again.
  const published = await Promise.all(
    packages.map(({ name, version }) => isPublished(registry, name, version)),
  );
  for (const { version, filename } of packages.filter((_, index) => !published[index])) {
    const args = ["--access", "public", "--tag", distTagOf(version), ...provenance];
    execFileSync("npm", ["publish", join(folder, filename), ...args], { stdio: "inherit" });
  }
}

if (import.meta.main) await publish(process.argv[2] ?? "released");
