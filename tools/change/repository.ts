import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a specification is compared with. */
export type Base =
  | { readonly revision: string; readonly why: string }
  /** Nothing was released yet: nobody can rely on anything. */
  | { readonly revision: undefined; readonly why: string };

/** A git repository, read only. */
export class Repository {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * What the working tree is compared with: on a branch, where it left the default branch; on the
   * default branch, the last release.
   *
   * @throws {Error} where the history is not there to say so
   */
  base(defaultBranch: string): Base {
    if (this.#git("rev-parse", "--is-shallow-repository") === "true") {
      throw new Error("The history is not all here. Run: git fetch --unshallow --tags");
    }
    const tags = ["--tags", "--abbrev=0", "--match=@asyncstatus/*@*"];
    const release = this.#try("describe", ...tags);
    if (release === undefined) return { revision: undefined, why: "nothing was released yet" };
    const head = this.#git("rev-parse", "HEAD");
    for (const branch of [`origin/${defaultBranch}`, defaultBranch]) {
      const left = this.#try("merge-base", "HEAD", branch);
      if (left === undefined || left === head) continue;
      return { revision: left, why: `where this branch left ${branch}` };
    }
    return { revision: release, why: "the last release" };
  }

  /** A file as it was; nothing where it was not there. */
  fileAt(revision: string, file: string): string | undefined {
    try {
      return this.#run(["show", `${revision}:${file}`]);
    } catch {
      return undefined;
    }
  }

  /** Lays out a folder as it was, for as long as something is done with it. */
  withFolderAt<Result>(revision: string, folder: string, act: (path: string) => Result): Result {
    const scratch = mkdtempSync(join(tmpdir(), "asyncstatus-revision-"));
    try {
      const archive = join(scratch, "archive.tar");
      this.#git("archive", `--output=${archive}`, revision, folder);
      execFileSync("tar", ["-xf", archive, "-C", scratch]);
      return act(join(scratch, folder));
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  #git(...args: string[]): string {
    return this.#run(args).trim();
  }

  #try(...args: string[]): string | undefined {
    try {
      return this.#git(...args);
    } catch {
      return undefined;
    }
  }

  #run(args: readonly string[]): string {
    return execFileSync("git", args, { cwd: this.#folder, encoding: "utf8", stdio: "pipe" });
  }
}
