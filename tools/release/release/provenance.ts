/** Whether a release says where it comes from. */
export type Provenance = "given" | "none";

/**
 * Only GitHub's workflow can prove where a release comes from; a registry on this computer needs no proof.
 *
 * @throws {Error} where a release would go to others without it
 */
export function provenanceOf(
  registry: string,
  environment: Readonly<Record<string, string | undefined>>,
): Provenance {
  if (isLoopback(registry)) return "none";
  if (environment.GITHUB_ACTIONS !== "true") {
    throw new Error(
      `A release to ${registry} is the workflow's affair, which alone can prove where it comes from. ` +
        "To try one here: pnpm release:rehearse",
    );
  }
  if (!environment.ACTIONS_ID_TOKEN_REQUEST_URL) {
    throw new Error("The workflow may not prove who it is: give the job `id-token: write`.");
  }
  return "given";
}

function isLoopback(registry: string): boolean {
  const { hostname } = new URL(registry);
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
