import { readFile } from "node:fs/promises";
import { UntriedError } from "../cell.ts";
import type { Project } from "../project.ts";

/** An answer to a finding of `npm audit`: why it does not concern who uses these packages, or what is done. */
interface Answer {
  /** The advisory, as in `GHSA-xxxx-xxxx-xxxx`. */
  readonly advisory: string;
  readonly answer: string;
}

/**
 * Has npm look for known holes in what is installed with our packages.
 *
 * @returns The findings without an answer, and the answers without a finding.
 */
export async function auditProblems(project: Project): Promise<readonly string[]> {
  const text = await readFile(new URL("../../audit-answers.json", import.meta.url), "utf8");
  const answers = JSON.parse(text) as readonly Answer[];
  // It ends with 1 where it has found something.
  const told = await project.run("npm", ["audit", "--omit=dev", "--json"]).catch(fromError);
  const { vulnerabilities = {}, metadata } = JSON.parse(told || "{}") as Audit;
  if (!metadata) {
    const message = `npm audit did not look: ${told.trim() || "the registry does not answer such questions"}`;
    // Where releases are made, the registry does.
    throw process.env.GITHUB_ACTIONS === "true" ? new Error(message) : new UntriedError(message);
  }
  const found = Object.values(vulnerabilities).flatMap(({ name, via }) =>
    via.flatMap((one) => (typeof one === "string" ? [] : [{ name, url: one.url }])),
  );
  const isAnswered = ({ url }: { url: string }) =>
    answers.some(({ advisory }) => url.endsWith(advisory));
  return [
    ...found.filter((one) => !isAnswered(one)).map(({ name, url }) => `${name}: ${url}`),
    ...answers
      .filter(({ advisory }) => !found.some(({ url }) => url.endsWith(advisory)))
      .map(({ advisory }) => `${advisory} is answered and no longer found.`),
  ];
}

interface Audit {
  readonly metadata?: object;
  readonly vulnerabilities?: Readonly<
    Record<string, { name: string; via: readonly (string | { url: string })[] }>
  >;
}

function fromError(error: Error): string {
  return (error.cause as { stdout?: string } | undefined)?.stdout ?? "";
}
