import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseChangesetFile } from "@changesets/parse";
import { largest, type Size } from "./compare.ts";

/** The revision to compare with. No revision means that nothing has been released. */
export interface Base {
  readonly revision?: string;
  readonly reason: string;
}

/** Read access to a git repository. */
export class Repository {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Returns the commit where this branch left the default branch or, on the default branch, the
   * last release.
   *
   * @throws {Error} if the history is shallow
   */
  base(defaultBranch: string): Base {
    if (this.#git("rev-parse", "--is-shallow-repository") === "true") {
      throw new Error("The git history is shallow. Run: git fetch --unshallow --tags");
    }
    const release = this.#try("describe", "--tags", "--abbrev=0", "--match=v[0-9]*");
    if (!release) return { reason: "nothing has been released" };
    const head = this.#git("rev-parse", "HEAD");
    for (const branch of [`origin/${defaultBranch}`, defaultBranch]) {
      const revision = this.#try("merge-base", "HEAD", branch);
      if (revision && revision !== head) return { revision, reason: `the base of ${branch}` };
    }
    return { revision: release, reason: "the last release" };
  }

  /** Extracts a folder of a revision, and removes it after `use`. */
  withFolderAt<Result>(revision: string, folder: string, use: (path: string) => Result): Result {
    const scratch = mkdtempSync(join(tmpdir(), "asyncstatus-revision-"));
    try {
      const archive = join(scratch, "archive.tar");
      this.#git("archive", `--output=${archive}`, revision, folder);
      execFileSync("tar", ["-xf", archive, "-C", scratch]);
      return use(join(scratch, folder));
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  /** Returns the largest bump of a package in the changesets that a revision does not have. */
  newChangesetSize(revision: string, packageName: string): Size {
    const folder = join(this.#folder, ".changeset");
    const names = readdirSync(folder).filter((name) => /^(?!README).*\.md$/.test(name));
    const bumps = names.flatMap((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      const isKnown = this.#try("show", `${revision}:.changeset/${name}`) === text.trim();
      const { releases } = parseChangesetFile(text);
      const own = releases.filter((release) => release.name === packageName);
      return isKnown ? [] : own.map(({ type }) => type);
    });
    return largest(bumps);
  }

  #git(...args: string[]): string {
    const options = { cwd: this.#folder, encoding: "utf8", stdio: "pipe" } as const;
    return execFileSync("git", args, options).trim();
  }

  #try(...args: string[]): string | undefined {
    try {
      return this.#git(...args);
    } catch {
      return undefined;
    }
  }
}
