import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { newChangesets } from "./changesets.ts";
import { Repository } from "./repository.ts";

/** A repository of its own, with one commit on `main`. */
function repository() {
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
  return { folder, git, write, commit, first, made: new Repository(folder) };
}

test("before the first release there is nothing to compare with", () => {
  const { made } = repository();
  expect(made.base("main")).toEqual({ revision: undefined, why: "nothing was released yet" });
});

test("on the default branch, the last release is the base", () => {
  const { made, git, commit } = repository();
  git("tag", "@asyncstatus/client@0.1.0");
  commit("spec/a", "two");
  expect(made.base("main")).toEqual({
    revision: "@asyncstatus/client@0.1.0",
    why: "the last release",
  });
});

test("on a branch, where it left the default branch is the base", () => {
  const { made, git, commit } = repository();
  git("tag", "@asyncstatus/client@0.1.0");
  const left = commit("spec/a", "two");
  git("switch", "--quiet", "--create=topic");
  commit("spec/a", "three");
  expect(made.base("main")).toEqual({ revision: left, why: "where this branch left main" });
});

test("a history that is cut off is refused, for it cannot say what was released", () => {
  const { folder, git, commit } = repository();
  commit("spec/a", "two");
  const clone = join(folder, "clone");
  git("clone", "--quiet", "--depth=1", `file://${folder}`, clone);
  expect(() => new Repository(clone).base("main")).toThrow("git fetch --unshallow --tags");
});

test("files and folders are read as they were, and the working tree stays as it is", () => {
  const { made, folder, first, commit, write } = repository();
  commit("spec/a", "two");
  write("spec/a", "three");
  expect(made.fileAt(first, "spec/a")).toBe("one");
  expect(made.fileAt(first, "spec/b")).toBeUndefined();
  const read = (path: string) => readFileSync(join(path, "a"), "utf8");
  expect(made.withFolderAt(first, "spec", read)).toBe("one");
  expect(read(join(folder, "spec"))).toBe("three");
});

test("only changesets that were not there before count", () => {
  const { made, folder, commit, write } = repository();
  const changeset = (bump: string) => `---\n"@asyncstatus/client": ${bump}\n---\n\nSay why.\n`;
  write(".changeset/README.md", "No changeset.");
  const before = commit(".changeset/old.md", changeset("major"));
  write(".changeset/new.md", changeset("minor"));
  expect(newChangesets(folder, (file) => made.fileAt(before, file))).toEqual([
    { file: ".changeset/new.md", size: "minor" },
  ]);
});
