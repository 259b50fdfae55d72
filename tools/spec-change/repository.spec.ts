import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Repository } from "./repository.ts";

/** Creates a repository with one commit on `main`. */
function createRepository() {
  const folder = mkdtempSync(join(tmpdir(), "asyncstatus-repository-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const git = (...args: string[]) => {
    const identity = ["-c", "user.name=test", "-c", "user.email=test@example.net"];
    return execFileSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8" }).trim();
  };
  const write = (file: string, text: string) => {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const commit = (file: string, text: string) => {
    write(file, text);
    git("add", "-A");
    git("commit", "--quiet", "--message=change");
    return git("rev-parse", "HEAD");
  };
  git("init", "--quiet", "--initial-branch=main");
  const first = commit("spec/a", "one");
  return { folder, git, write, commit, first, repository: new Repository(folder) };
}

test("there is no base before the first release", () => {
  const { repository } = createRepository();
  expect(repository.base("main")).toEqual({ reason: "nothing has been released" });
});

test("the base on the default branch is the last release", () => {
  const { repository, git, commit } = createRepository();
  git("tag", "v0.1.0");
  commit("spec/a", "two");
  expect(repository.base("main")).toEqual({
    revision: "v0.1.0",
    reason: "the last release",
  });
});

test("the base of a branch is where it left the default branch", () => {
  const { repository, git, commit } = createRepository();
  git("tag", "v0.1.0");
  const revision = commit("spec/a", "two");
  git("switch", "--quiet", "--create=topic");
  commit("spec/a", "three");
  expect(repository.base("main")).toEqual({ revision, reason: "the base of main" });
});

test("refuses a shallow history, which may lack the last release", () => {
  const { folder, git, commit } = createRepository();
  commit("spec/a", "two");
  const clone = join(folder, "clone");
  git("clone", "--quiet", "--depth=1", `file://${folder}`, clone);
  expect(() => new Repository(clone).base("main")).toThrow("git fetch --unshallow --tags");
});

test("reads a folder of a revision and leaves the working tree unchanged", () => {
  const { repository, folder, first, commit, write } = createRepository();
  commit("spec/a", "two");
  write("spec/a", "three");
  const read = (path: string) => readFileSync(join(path, "a"), "utf8");
  expect(repository.withFolderAt(first, "spec", read)).toBe("one");
  expect(read(join(folder, "spec"))).toBe("three");
});

test("counts new and edited changesets of one package only, and the largest bump", () => {
  const { repository, commit, write } = createRepository();
  const changeset = (...bumps: string[]) =>
    `---\n${bumps.map((bump, index) => `"package-${index}": ${bump}\n`).join("")}---\n\nWhy.\n`;
  write(".changeset/README.md", "Not a changeset.");
  const before = commit(".changeset/old.md", changeset("major"));
  expect(repository.newChangesetSize(before, "package-1")).toBe("none");
  write(".changeset/new.md", changeset("major", "minor"));
  expect(repository.newChangesetSize(before, "package-1")).toBe("minor");
  write(".changeset/old.md", changeset("patch", "major"));
  expect(repository.newChangesetSize(before, "package-1")).toBe("major");
  write(".changeset/new.md", changeset("huge"));
  expect(() => repository.newChangesetSize(before, "package-1")).toThrow("huge");
});
