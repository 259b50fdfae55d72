import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { packageFolder, workspace } from "../package-folder.ts";

/** What a command has come to. */
export interface Ran {
  readonly code: number;
  /** The results. */
  readonly stdout: string;
  /** Everything that it printed. */
  readonly output: string;
}

/** The environment of a command. */
export type Environment = Readonly<Record<string, string>>;

/** A computer of somebody new, on which a guide is followed. Gone when the test ends. */
export interface Workplace {
  readonly folder: string;
  readonly env: Environment;
  /** Writes a file into its folder. */
  write(name: string, text: string): void;
  /** Runs shell commands there, as a pipeline does: the first that fails is the last. */
  run(commands: string, env?: Environment): Promise<Ran>;
  /** Starts a command that goes on, and resolves once it has printed something like that. */
  start(command: string, until: RegExp): Promise<Running>;
}

/** A command that goes on. */
export interface Running {
  /** What it had printed by then. */
  readonly output: string;
  readonly found: RegExpExecArray;
  /** As Ctrl-C does; resolves to its exit code. */
  interrupt(): Promise<number>;
}

// What npm would install: here, the programs as they are in the workspace.
const programs = {
  asyncstatus: join(workspace, "packages/cli/src/main.ts"),
  "@asyncstatus/contract": join(workspace, "packages/contract/src/main.ts"),
  vitest: join(packageFolder, "node_modules/vitest/vitest.mjs"),
};

/** Makes one. In it, the packages are installed: `asyncstatus` is there, and so is `npx`. */
export function createWorkplace(): Workplace {
  // Not in node_modules, below which Node.js takes no TypeScript; from here, the packages are found.
  mkdirSync(join(packageFolder, "dist"), { recursive: true });
  const folder = mkdtempSync(join(packageFolder, "dist/tried-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const executable = (name: string, script: string) => {
    write(`.bin/${name}`, `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, ".bin", name), 0o755);
  };
  const node = `exec "${process.execPath}"`;
  executable("asyncstatus", `${node} "${programs.asyncstatus}" "$@"`);
  const cases = Object.entries(programs).map(
    ([name, file]) => `${name}) shift; ${node} "${file}" "$@" ;;`,
  );
  executable(
    "npx",
    `[ "$1" = --yes ] && shift\ncase "$1" in\n${cases.join("\n")}\n*) echo "npx: $1 is not known here" >&2; exit 99 ;;\nesac`,
  );
  executable("node", `${node} "$@"`);
  write("package.json", '{ "type": "module", "private": true }\n');
  const env = {
    PATH: `${join(folder, ".bin")}:/usr/local/bin:/usr/bin:/bin`,
    HOME: join(folder, ".home"),
    LANG: "C.UTF-8",
  };
  mkdirSync(env.HOME);
  return {
    folder,
    env,
    write,
    run: (commands, more = {}) => runIn(folder, commands, { ...env, ...more }),
    start: (command, until) => startIn(folder, command, env, until),
  };
}

function bash(folder: string, commands: string, env: Environment) {
  return spawn("bash", ["-euo", "pipefail", "-c", commands], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function runIn(folder: string, commands: string, env: Environment): Promise<Ran> {
  const { promise, resolve, reject } = Promise.withResolvers<Ran>();
  const shell = bash(folder, commands, env);
  let output = "";
  let stdout = "";
  shell.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    output += text;
  });
  shell.stderr.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  shell.on("error", reject).on("close", (code) => resolve({ code: code ?? -1, stdout, output }));
  return promise;
}

function startIn(
  folder: string,
  command: string,
  env: Environment,
  until: RegExp,
): Promise<Running> {
  const { promise, resolve, reject } = Promise.withResolvers<Running>();
  // Without a shell in between, which would be the one to be interrupted.
  const shell = bash(folder, `exec ${command}`, env);
  const ended = new Promise<number>((end) => shell.on("close", (code) => end(code ?? -1)));
  onTestFinished(() => void shell.kill("SIGKILL"));
  let output = "";
  shell.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    const found = until.exec(output);
    if (!found) return;
    const interrupt = () => {
      shell.kill("SIGINT");
      return ended;
    };
    resolve({ output, found, interrupt });
  });
  shell.stderr.pipe(process.stderr);
  ended.then((code) => reject(new Error(`${command} ended with ${code}:\n${output}`)));
  return promise;
}
