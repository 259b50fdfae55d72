import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { StartedDevice } from "@asyncstatus/server";
import { onTestFinished } from "vitest";
import { packageFolder, workspace } from "../package-folder.ts";

/** Result of a command. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  /** Standard output and standard error. */
  readonly output: string;
}

/** Environment variables of a command. */
export type Environment = Readonly<Record<string, string>>;

/** Temporary folder in which a guide is followed. It is removed after the test. */
export interface Workplace {
  readonly folder: string;
  readonly env: Environment;
  write(name: string, text: string): void;
  /** Runs shell commands, and stops at the first that fails. */
  run(commands: string, env?: Environment): Promise<Ran>;
  /** Starts a command, and resolves when its output matches. */
  start(command: string, until: RegExp): Promise<Running>;
}

/** Command that is running. */
export interface Running {
  /** Output until the match. */
  readonly output: string;
  readonly found: RegExpExecArray;
  /** Interrupts it as Ctrl-C does, and resolves to its exit code. */
  interrupt(): Promise<number>;
}

/** Returns the variables with which `asyncstatus` connects to a device. */
export const settingsOf = (device: StartedDevice): Environment => ({
  ASYNCSTATUS_HOST: device.url,
  ASYNCSTATUS_USER: device.user,
  ASYNCSTATUS_PASSWORD: device.password,
  ASYNCSTATUS_FINGERPRINT: device.fingerprint256,
});

// Programs of the workspace instead of installed ones.
const programs = {
  asyncstatus: join(workspace, "packages/cli/src/main.ts"),
  "@asyncstatus/contract": join(workspace, "packages/contract/src/main.ts"),
  vitest: join(packageFolder, "node_modules/vitest/vitest.mjs"),
  ...Object.fromEntries(
    ["pact-broker", "pact-stub-server", "pact-verifier"].map((name) => [
      name,
      join(workspace, `packages/contract/node_modules/@pact-foundation/pact-cli/bin/${name}.js`),
    ]),
  ),
};

/** Creates a workplace with `asyncstatus`, `npx` and `node`. */
export function createWorkplace(): Workplace {
  // Outside node_modules, where Node.js doesn't load TypeScript, but with access to the packages.
  mkdirSync(join(packageFolder, "dist"), { recursive: true });
  const folder = mkdtempSync(join(packageFolder, "dist/workplace-"));
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
    `[ "$1" = --yes ] && shift\ncase "\${1%@[0-9]*}" in\n${cases.join("\n")}\n*) echo "npx: $1 is unknown" >&2; exit 99 ;;\nesac`,
  );
  executable("node", `${node} "$@"`);
  const cli = join(workspace, "packages/cli");
  executable("npm", `mkdir -p node_modules && ln -s "${cli}" node_modules/asyncstatus`);
  write("package.json", '{ "type": "module", "private": true }\n');
  const env = {
    PATH: `${join(folder, ".bin")}:/usr/local/bin:/usr/bin:/bin`,
    HOME: join(folder, ".home"),
    LANG: "C.UTF-8",
    // The simulated devices show each request when they accept it.
    ASYNCSTATUS_STATUS_LAG: "0s",
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
  // `exec`, so that the signal reaches the command and not a shell.
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
