import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { bundledProgram } from "../testing/bundled-program.ts";
import { createWorld } from "../testing/world.ts";

const main = bundledProgram;

test.each([
  [["st"], ["status"]],
  [
    ["config", ""],
    ["show", "trust"],
  ],
  [
    ["elements", ""],
    ["list", "get", "types", "metadata"],
  ],
  [["elements", "list", "host-route", "--run"], ["--running"]],
  [["diff", "--det"], ["--detailed-exit-code"]],
  [["apply", "change.yaml", "--inc"], ["--include-others"]],
  [["plan", "change.yaml", "--det"], ["--detailed-exit-code"]],
  [
    ["completion", ""],
    ["bash", "zsh", "fish"],
  ],
  [["wait", "a"], ["activate"]],
  [
    ["backup", "--source", ""],
    ["running", "saved", "editing"],
  ],
  [["commit", "--dry"], ["--dry-run"]],
])("completes %j with %j", async (words, want) => {
  const world = await createWorld();
  const { stdout } = await world.run("__complete", ...words);
  expect(stdout.trimEnd().split("\n")).toEqual(want);
});

const has = (shell: string) => spawnSync(shell, ["--version"]).status === 0;

/** A folder with an `asyncstatus` to be found on the PATH. */
function folderWithProgram(): string {
  const folder = mkdtempSync(join(tmpdir(), "asyncstatus-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "bin"));
  const script = `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`;
  writeFileSync(join(folder, "bin", "asyncstatus"), script, { mode: 0o755 });
  return folder;
}

const questions = {
  bash: `source <(asyncstatus completion bash)
    COMP_WORDS=(asyncstatus st) COMP_CWORD=1
    _asyncstatus; echo "\${COMPREPLY[@]}"`,
  zsh: `autoload -Uz compinit && compinit -u
    source <(asyncstatus completion zsh)
    compadd() { print -r -- "\${@:2}" }
    words=(asyncstatus st) CURRENT=2
    _asyncstatus`,
  fish: `asyncstatus completion fish | source
    complete -C "asyncstatus st"`,
};

describe.each(Object.entries(questions))("%s", (shell, script) => {
  // Not every computer has every shell; one in CI does.
  test.skipIf(!has(shell) && !process.env.CI)("completes words after reading its script", () => {
    const folder = folderWithProgram();
    const env = { PATH: `${join(folder, "bin")}:${process.env.PATH}`, HOME: folder };
    const found = execFileSync(shell, ["-c", script], { env, encoding: "utf8" });
    expect(found.trim().split(/\s/)[0]).toBe("status");
  });
});
