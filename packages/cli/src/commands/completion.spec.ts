import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundledProgram } from "../testing/bundled-program.ts";
import { newHome } from "../testing/new-home.ts";
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
  [
    ["help", "versio"],
    ["versions", "version"],
  ],
  [
    ["help", "config", ""],
    ["show", "trust"],
  ],
  [
    ["resume", ""],
    ["list", "clean"],
  ],
  [["help", "resume", ""], [""]],
])("completes %j with %j", async (words, want) => {
  const world = await createWorld();
  const { stdout } = await world.run("__complete", ...words);
  expect(stdout.trimEnd().split("\n")).toEqual(want);
});

/** A user with a pinned certificate, profiles, and a command that was interrupted. */
async function experienced() {
  const world = await createWorld({ device: { durations: { save: 60_000 } } });
  const folder = join(world.home, ".config/asyncstatus");
  mkdirSync(folder, { recursive: true });
  const settings = { host: "sbc-1", profiles: { lab: { host: ["lab-1", "lab-2"] }, field: {} } };
  writeFileSync(join(folder, "config.json"), JSON.stringify(settings));
  const fingerprint = Array(32).fill("AB").join(":");
  const pins = ["127.0.0.1:8443", "lab-1:443"].map((host) => `${host} ${fingerprint} 2026-01-01\n`);
  writeFileSync(join(folder, "known_certificates"), pins.join(""));
  const { stdout } = await world.run("save", "--timeout", "5s", "--json");
  return { world, file: JSON.parse(stdout).resume.file as string };
}

test("completes hosts, profiles, scenarios and resume files", async () => {
  const { world, file } = await experienced();
  const complete = async (...words: string[]) =>
    (await world.run("__complete", ...words)).stdout.trimEnd().split("\n");
  const hosts = ["127.0.0.1:8443", "lab-1", "lab-2", "sbc-1"];
  expect(await complete("commit", "--host", "")).toEqual(hosts);
  expect(await complete("commit", "--host", "lab")).toEqual(["lab-1", "lab-2"]);
  expect(await complete("trust", "sbc")).toEqual(["sbc-1"]);
  expect(await complete("contract", "verify", "127")).toEqual(["127.0.0.1:8443"]);
  expect(await complete("status", "--profile", "")).toEqual(["lab", "field"]);
  expect(await complete("serve", "--scenario", "verify-r")).toEqual(["verify-refuses"]);
  expect(await complete("resume", "")).toEqual(expect.arrayContaining(["list", "clean", file]));
  expect(await complete("resume", file.slice(0, -3))).toEqual([file]);
});

test("completes nothing from a file that can't be read", async () => {
  const { world } = await experienced();
  writeFileSync(join(world.home, ".config/asyncstatus/config.json"), "{");
  for (const words of [
    ["commit", "--host", ""],
    ["commit", "--profile", ""],
  ]) {
    expect(await world.run("__complete", ...words)).toMatchObject({ code: 0, stdout: "" });
  }
});

const has = (shell: string) => spawnSync(shell, ["--version"]).status === 0;

/** A folder with an `asyncstatus` to be found on the PATH. */
function folderWithProgram(): string {
  const folder = newHome();
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
